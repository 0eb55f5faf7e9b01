"""What happens to a request for support."""
