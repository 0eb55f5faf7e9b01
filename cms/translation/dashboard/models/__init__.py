"""What the board remembers."""

from .coverage import Coverage

__all__ = ["Coverage"]
