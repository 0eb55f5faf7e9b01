"""What the working view knows of a translation, and what people do there besides writing."""
