"""What a story's consents allow, and what their end takes away."""
