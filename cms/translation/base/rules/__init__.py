"""What can be told about a translation from the two texts alone; pure functions."""
