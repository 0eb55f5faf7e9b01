"""The admin's home and what surrounds editing: reviews due, broken links, drafts, log-in."""
