"""Planning, carrying out and undoing releases."""
