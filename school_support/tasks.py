"""What happens to requests by itself."""

from typing import Final

from cms.jobs.api import periodic

from .domain.forgetting import forget_drafts

DAY: Final = 24 * 60 * 60


@periodic("school_support.forget_drafts", seconds=DAY)
def forget() -> None:
    """Delete requests that nobody sent."""
    forget_drafts()
