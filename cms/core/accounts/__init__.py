"""Accounts that are closed or lose permissions, and what becomes of their work."""
