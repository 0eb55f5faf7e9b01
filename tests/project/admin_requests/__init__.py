"""A walk over every address of the admin: what is sent there, who may, and what has changed."""
