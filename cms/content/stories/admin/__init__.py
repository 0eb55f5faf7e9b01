"""The register of consents in Wagtail's admin."""
