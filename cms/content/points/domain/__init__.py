"""The directory as readers ask for it: who is open now, and where."""
