"""The editor's page, and the requests of its buttons and its script."""
