"""The directory with its filters, who is open now, and questions to points."""
