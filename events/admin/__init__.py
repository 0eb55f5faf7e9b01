"""Activities in the admin: the organiser's pages."""
