"""What the gate does: checks, their verdict, legal validity."""
