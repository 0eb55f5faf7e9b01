"""Which dates come of a rule: RFC 5545 recurrence on Warsaw's clocks.

A course at 17:30 is at 17:30 before and after the clocks change. A time that the clocks jump over
is an hour later on that day.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Final

import holidays
from dateutil.rrule import rrulestr

from cms.core.time_zone import WARSAW

MOST: Final = 400
LONGEST_DAYS: Final = 31
YEARS_AHEAD: Final = 10
HORIZON: Final = timedelta(days=2 * 366)


class RuleError(ValueError):
    """The text is not a recurrence rule."""


def starts_of(day: date, starts: time, rule: str, *, skips_public_holidays: bool) -> list[datetime]:
    """Return when the dates begin, UTC: at most 400, for two years from ``day`` on.

    ``rule`` is an RRULE's value, empty for one date. Public holidays are Poland's; a single date
    is what somebody has chosen, so a holiday does not move it. Raises RuleError.
    """
    first = datetime.combine(day, starts)
    if not rule:
        return [_moment(first)]
    found = _expand(first, rule)
    if skips_public_holidays:
        found = (start for start in found if not is_public_holiday(start.date()))
    return [_moment(start) for start in islice(found, MOST)]


def end_of(start: datetime, minutes: int) -> datetime:
    """Return the moment when the clocks show ``minutes`` more than at ``start``, UTC.

    A date that begins where the clocks jump may get no time at all by the wall; then it lasts
    that long by the stopwatch.
    """
    length = timedelta(minutes=minutes)
    end = _moment(start.astimezone(WARSAW).replace(tzinfo=None) + length)
    return end if end > start else start + length


def minutes_between(start: datetime, end: datetime) -> int:
    """Return how many minutes more the clocks show at ``end``: what :func:`end_of` takes."""
    walls = [moment.astimezone(WARSAW).replace(tzinfo=None) for moment in (start, end)]
    passed = walls[1] - walls[0]
    return int((passed if passed > timedelta() else end - start) / timedelta(minutes=1))


def last_day_of(end: datetime) -> date:
    """Return the last day of what ends at ``end``: what ends at midnight is over the day before."""
    return (end - timedelta(microseconds=1)).astimezone(WARSAW).date()


def is_plannable(day: date, today: date) -> bool:
    """Tell whether a day can be meant: a year like 2206 or 9999 is a slip of the finger."""
    return day.year >= today.year - YEARS_AHEAD and day.year <= today.year + YEARS_AHEAD


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday in Poland."""
    return day in holidays.country_holidays("PL", years=day.year)


def _expand(first: datetime, rule: str) -> Iterator[datetime]:
    try:
        expanded = rrulestr(rule, dtstart=first, ignoretz=True)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RuleError(rule) from error
    end = first + HORIZON
    for start in expanded:
        if start > end:
            return
        yield start


def _moment(local: datetime) -> datetime:
    """Return the moment of Warsaw's wall clock, UTC; of two the first one."""
    return local.replace(tzinfo=WARSAW).astimezone(UTC)
