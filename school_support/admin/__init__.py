"""The register of schools, kinds of support and statistics in the admin."""
