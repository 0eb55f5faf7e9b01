"""Activities and registrations over HTTP."""
