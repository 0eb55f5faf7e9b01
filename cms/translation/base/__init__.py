"""Drafts, publication, states, segments, terms and permissions of translations."""
