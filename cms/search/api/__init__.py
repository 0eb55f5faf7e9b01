"""Search in the public API."""
