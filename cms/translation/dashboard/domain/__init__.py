"""What the dashboard shows: translatable items, cells, filters, assignees, coverage."""
