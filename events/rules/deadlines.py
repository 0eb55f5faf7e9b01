"""How long an offered place is held."""

from datetime import datetime, time, timedelta
from typing import Final

from cms.core.time_zone import WARSAW

USUAL: Final = timedelta(hours=48)
SHORTEST: Final = timedelta(hours=1)
# People do not answer at night: by Warsaw's clocks.
EVENING: Final = time(21)
NIGHT_ENDS: Final = time(8)
MORNING: Final = time(9)


def offer_deadline(now: datetime, next_start: datetime | None) -> datetime:
    """Return until when a place offered ``now`` is held.

    48 hours; near the next date half of the time that is left, so that somebody after this one
    can still be asked; at least an hour; never after the date has begun. Without a date 48 hours.
    What would end at night ends on the next morning, or the evening before where the date is
    sooner.
    """
    if next_start is None:
        return _by_day(now + USUAL, now, None)
    left = max(next_start - now, timedelta())
    return _by_day(now + min(USUAL, max(left / 2, SHORTEST), left), now, next_start)


def _by_day(deadline: datetime, now: datetime, latest: datetime | None) -> datetime:
    """Return a deadline outside the night, if there is one."""
    local = deadline.astimezone(WARSAW)
    if NIGHT_ENDS <= local.time() <= EVENING:
        return deadline
    is_late = local.time() > EVENING
    day = local.date() + timedelta(days=is_late)
    morning = datetime.combine(day, MORNING, WARSAW).astimezone(deadline.tzinfo)
    if latest is None or morning <= latest:
        return morning
    eve = day - timedelta(days=1)
    evening = datetime.combine(eve, EVENING, WARSAW).astimezone(deadline.tzinfo)
    return evening if evening >= now + SHORTEST else deadline
