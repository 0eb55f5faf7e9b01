"""What editors see of the search."""
