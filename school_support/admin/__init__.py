"""The register, the kinds of support and the numbers in the admin."""
