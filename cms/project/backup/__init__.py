"""Copies of the whole site: database and files in one archive, and back, whole or not at all."""
