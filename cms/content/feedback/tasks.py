"""Work nobody waits for."""

from typing import Final

from cms.background.jobs.api import periodic

from .domain.retention import forget_comments

DAY: Final = 24 * 60 * 60


@periodic("feedback.forget_comments", seconds=DAY)
def forget() -> None:
    """Empty old comments."""
    forget_comments()
