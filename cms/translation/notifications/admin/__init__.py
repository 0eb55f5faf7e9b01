"""The list of notifications, and each person's preferences."""
