"""Translation: the base that publishes translations, and the tools that work on it."""
