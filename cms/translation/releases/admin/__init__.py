"""Releases, bulk submission and urgent publication in the admin."""
