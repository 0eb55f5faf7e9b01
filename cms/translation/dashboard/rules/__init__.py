"""Pure calculations of the coverage chart."""
