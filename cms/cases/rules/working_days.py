"""Working days in Poland: not Saturdays, Sundays and public holidays (Act of 18 January 1951)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Final

import holidays

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("PL", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether offices work on ``day``."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def after(day: date, count: int) -> date:
    """Return the working day that is ``count`` working days after ``day``; the first one for 0."""
    first = day if count else day - _DAY
    return next(islice(_from(first), max(count, 1) - 1, None))


def between(first: date, last: date) -> int:
    """Return how many working days follow ``first`` up to ``last``; 0 if there are none."""
    return sum(
        1 for offset in range((last - first).days) if is_working_day(first + _DAY * (offset + 1))
    )


def _from(day: date) -> Iterator[date]:
    """Yield the working days after ``day``, without end."""
    while True:
        day += _DAY
        if is_working_day(day):
            yield day
