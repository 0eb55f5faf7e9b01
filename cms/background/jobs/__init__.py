"""Background jobs on the database; the only package that imports django-q2."""
