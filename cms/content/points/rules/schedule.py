"""What a point's hours are on a day: closures before exceptions before holidays before weeks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from holidays import country_holidays

from cms.content.points.enums import Reason

from .spans import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included; without ``last`` it does not end."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """Days with hours of their own; without spans they are closed."""

    period: Period
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that decides when a point is open. ``weekly``: ISO weekday → spans."""

    weekly: Mapping[int, Spans] = field(default_factory=dict)
    exceptions: tuple[SpecialDays, ...] = ()
    closed_on_public_holidays: bool = True
    closure: Period | None = None


class Day(NamedTuple):
    """The hours of one day, and why they are not those of its weekday."""

    date: date
    spans: Spans
    reason: Reason | None


def day_in(schedule: Schedule, day: date) -> Day:
    """Return the hours on ``day``. Of two exceptions for one day the later one counts."""
    if schedule.closure is not None and schedule.closure.holds(day):
        return Day(day, (), Reason.CLOSURE)
    for exception in reversed(schedule.exceptions):
        if exception.period.holds(day):
            return Day(day, exception.spans, Reason.EXCEPTION)
    if schedule.closed_on_public_holidays and day in public_holidays(day.year):
        return Day(day, (), Reason.HOLIDAY)
    return Day(day, tuple(schedule.weekly.get(day.isoweekday(), ())), None)


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Return Poland's days off by law (act of 18 January 1951, as amended)."""
    return frozenset(country_holidays("PL", years=year))
