"""The endpoints of the register and of requests."""
