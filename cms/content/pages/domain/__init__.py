"""The site chrome as JSON, and in which language each part is shown."""
