"""Link check, reviews due, and what waits for editors."""
