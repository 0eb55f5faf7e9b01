"""What must hold before something is published, moved or deleted, and what else it changes."""
