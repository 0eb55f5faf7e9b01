"""The dashboard in the admin: matrix, exports, bulk assignment, coverage chart."""
