"""Asking machines: within the budget, never twice, and never over a person's work."""
