"""Accounts, which are closed and never deleted, and the names of roles."""
