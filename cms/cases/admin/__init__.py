"""Cases in the admin."""
