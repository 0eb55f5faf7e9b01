"""What a calendar of others holds (RFC 5545): pure, and read in a process of its own."""
