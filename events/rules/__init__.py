"""What the application knows without a database: dates, deadlines, choices."""
