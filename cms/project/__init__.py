"""The composition root: settings, addresses, roles, set-up. It alone knows every application."""
