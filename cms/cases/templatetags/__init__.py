"""Tags of the templates about cases."""
