"""The board in the admin: the matrix, its exports, giving out work, the chart."""
