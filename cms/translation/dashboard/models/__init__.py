"""Coverage by day."""

from .coverage import Coverage

__all__ = ["Coverage"]
