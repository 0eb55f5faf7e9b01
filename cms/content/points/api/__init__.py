"""The endpoints of points: the directory, and questions to them."""
