"""Storing feedback, who may read it, and how long comments are kept."""
