"""Activities, courses and trainings: groups, dates, registrations, attendance, calendars."""
