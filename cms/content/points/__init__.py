"""Information points: facts, opening hours, closures, questions to a point."""
