"""What editors write: one application for each kind of page, none of which imports another."""
