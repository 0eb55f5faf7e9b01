"""Pure rules: working days, references, what looks like personal data."""
