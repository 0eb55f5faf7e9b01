"""Tags of the templates about registrations."""
