"""Rows, warnings, acceptance, autosave and comments of the editor."""
