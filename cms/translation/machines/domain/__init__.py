"""Asking machines: within the budget, each text once, never over a person's work."""
