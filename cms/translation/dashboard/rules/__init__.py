"""Pure calculations of the board."""
