"""Exporting translations, and importing them without overwriting newer work."""
