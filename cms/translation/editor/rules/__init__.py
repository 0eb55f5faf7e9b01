"""Pure rules about texts: tokens of the source, QA checks."""
