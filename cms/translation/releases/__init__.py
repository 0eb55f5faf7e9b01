"""Releases: pages published together with their languages, all of them or none."""
