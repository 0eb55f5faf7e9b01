"""Formats of files; nothing here knows the database."""
