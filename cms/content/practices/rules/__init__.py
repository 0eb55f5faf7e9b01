"""Rules of good practices that need no database."""
