"""What people see of their notices in the admin."""
