"""What the board shows: subjects, cells, filters, and how coverage grew."""
