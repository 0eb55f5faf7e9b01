"""Export and import in the admin."""
