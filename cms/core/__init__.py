"""The kernel: what every room above needs, and nothing that knows a feature."""
