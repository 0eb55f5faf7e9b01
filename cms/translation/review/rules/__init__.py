"""Findings and the registry of checks; nothing here knows the database."""
