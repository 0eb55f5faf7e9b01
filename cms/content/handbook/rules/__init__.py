"""Rules of the handbook that need no database."""
