"""What happens to activities and registrations."""
