"""Background work about background work."""
