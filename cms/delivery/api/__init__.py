"""Bases of the public API: answers, problems, pages, files."""
