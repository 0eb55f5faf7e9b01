"""What editors write: one application for each kind of content; none imports another."""
