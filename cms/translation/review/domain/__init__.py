"""Running checks, ending reviews, legal validity, workflows that nobody could finish."""
