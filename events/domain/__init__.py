"""What can happen to activities, dates, registrations and attendance."""
