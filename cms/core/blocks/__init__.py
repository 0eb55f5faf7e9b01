"""Blocks that every page type may use: one file a family."""
