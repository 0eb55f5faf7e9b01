"""Files in the admin."""
