"""Times on Warsaw's clocks as moments."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from cms.core.time_zone import WARSAW

MIDNIGHT: Final = time(0, 0)


@lru_cache(maxsize=4096)  # Many points share their hours; a list asks for each day of each.
def moment(day: date, at: time) -> datetime:
    """Return the first moment (UTC) at which the clock shows ``at`` or a later time on ``day``.

    When the clock goes forward, a time that it skips is the moment of the change; when it goes
    back, a time that comes twice is the first of the two. So the order of times stays.
    """
    wall = datetime.combine(day, at.replace(second=0, microsecond=0, fold=0))
    while not _is_shown(wall):
        wall += timedelta(minutes=1)
    return wall.replace(tzinfo=WARSAW).astimezone(UTC)


def start_of(day: date) -> datetime:
    """Return the moment (UTC) at which ``day`` begins."""
    return moment(day, MIDNIGHT)


def day_of(now: datetime) -> date:
    """Return the calendar day in Warsaw at an aware moment."""
    return now.astimezone(WARSAW).date()


def local(at: datetime) -> datetime:
    """Return a moment with the offset that Warsaw's clocks have then."""
    return at.astimezone(WARSAW)


def _is_shown(wall: datetime) -> bool:
    there_and_back = wall.replace(tzinfo=WARSAW).astimezone(UTC).astimezone(WARSAW)
    return there_and_back.replace(tzinfo=None, fold=0) == wall
