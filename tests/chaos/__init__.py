"""Fault tests with real processes; as an application of its own it brings handlers to kill in."""
