"""Steps of review workflows: automatic checks, language review, legal review."""
