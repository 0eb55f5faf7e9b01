"""How long an offered place is held."""

from datetime import datetime, timedelta
from typing import Final

USUAL: Final = timedelta(hours=48)
SHORTEST: Final = timedelta(hours=1)


def offer_deadline(now: datetime, next_start: datetime | None) -> datetime:
    """Return until when a place offered ``now`` is held.

    48 hours; near the next date half of the time that is left, so that somebody after this one
    can still be asked; at least an hour; never after the date has begun. Without a date 48 hours.
    """
    if next_start is None:
        return now + USUAL
    left = max(next_start - now, timedelta())
    return now + min(USUAL, max(left / 2, SHORTEST), left)
