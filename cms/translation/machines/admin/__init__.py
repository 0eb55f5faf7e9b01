"""Pages of machine translation in the admin."""
