"""Taking down stories whose consent has run out: at midnight, and whatever slipped past us.

And telling publishers of it, before and after.
"""

from uuid import UUID

from cms.background.jobs.api import enqueue, job, periodic
from cms.content.stories.domain import expiry_notifications, withdrawal


@periodic("stories.find_lapsed", seconds=30)
def find_lapsed() -> None:
    """Give each story without its consents a job of its own: one that fails stops no other."""
    for key in withdrawal.lapsed():
        enqueue("stories.take_down", key=f"story:{key}", translation_key=str(key))


@job("stories.take_down")
def take_down(*, translation_key: str) -> None:
    """Take a story down; nothing happens to one that has got its consents in the meantime."""
    withdrawal.take_down(UUID(translation_key))


@periodic("stories.tell_what_ends", seconds=3600)
def tell_what_ends() -> None:
    """Tell publishers of consents that end; each stage is told once, whenever this runs."""
    expiry_notifications.tell_what_ends()
