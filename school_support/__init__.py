"""School support: register of schools, request form, requests as cases, statistics."""
