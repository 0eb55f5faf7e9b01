"""The Wagtail site. ARCHITECTURE.md shows its rooms and which may import which."""
