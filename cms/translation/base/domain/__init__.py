"""Drafts, publication and states of translations: the only place that changes them."""
