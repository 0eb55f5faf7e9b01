"""Demo content in four languages and demo accounts; never loaded in production."""
