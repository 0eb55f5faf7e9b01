"""Translations out to files and back."""
