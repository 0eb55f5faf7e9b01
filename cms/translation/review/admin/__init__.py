"""Pages of the gate in the admin."""
