"""Pages and panels of the admin."""
