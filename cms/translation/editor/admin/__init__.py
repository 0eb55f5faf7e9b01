"""The working view: its page, and what its buttons and its script ask for."""
