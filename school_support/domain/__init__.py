"""Drafts, submission and statistics of requests; the register of schools."""
