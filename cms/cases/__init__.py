"""A case: somebody outside asks, somebody inside answers, and nothing is lost between them."""
