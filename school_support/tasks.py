"""What happens to requests by itself."""

from typing import Final

from cms.background.jobs.api import periodic

from .domain.draft_retention import forget_drafts

DAY: Final = 24 * 60 * 60


@periodic("school_support.forget_drafts", seconds=DAY)
def forget() -> None:
    """Delete requests that nobody sent."""
    forget_drafts()
