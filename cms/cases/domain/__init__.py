"""What can happen to a case; one function for each change."""
