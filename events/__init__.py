"""Activities, courses and trainings: calendar, sign-up, waiting list."""
