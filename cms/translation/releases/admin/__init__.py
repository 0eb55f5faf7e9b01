"""Pages of the admin: submit many, release together, urgent."""
