"""What the index holds, and how a query is answered from it."""
