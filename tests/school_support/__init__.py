"""Tests of the register of schools, the kinds of support and the numbers of requests."""
