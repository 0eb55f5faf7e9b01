"""The matrix of pages and languages: state, open words, assignee; and coverage over time."""
