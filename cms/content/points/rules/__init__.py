"""When a point is open: pure rules, without database or requests."""
