"""Machines that live through whole lives of a page, and what they check after each step."""
