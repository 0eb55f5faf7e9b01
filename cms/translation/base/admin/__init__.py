"""Permission checks of addresses, the work list, minor edits and the review bar in the admin."""
