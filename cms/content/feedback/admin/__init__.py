"""The inbox in the admin."""
