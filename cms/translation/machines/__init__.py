"""Machine translation within a budget; a person takes each text over before it is published."""
