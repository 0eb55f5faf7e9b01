"""What the handbook gives to other parts of the site."""
