"""Deadlines and reminders, in the background."""

from cms.jobs.api import periodic

from .domain import places

MINUTE = 60


@periodic("events.expire_offers", seconds=MINUTE)
def expire_offers() -> None:
    """Offer on what nobody took in time."""
    places.expire_offers()
