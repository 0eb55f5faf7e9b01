"""Whether a point is open at a moment, until when, and when it opens next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from cms.content.points.enums import Reason, State

from .schedule import Day, Schedule, day_in
from .warsaw_time import day_of, moment, start_of

WEEK: Final = 7
# Whole days after today, so that what is said of them changes at midnight only.
HORIZON: Final = 14


class Interval(NamedTuple):
    """Moments (UTC), the first included, the last not."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """How a point is at a moment; all moments are UTC.

    ``until``: the end of the present span, None when closed or when no end is in sight.
    ``next``: when it opens next, within ``HORIZON`` days. ``reason`` is today's. ``next_change``:
    up to when all of this stays true.
    """

    state: State
    until: datetime | None
    next: datetime | None
    reason: Reason | None
    week: tuple[Day, ...]
    next_change: datetime


def opening_state(schedule: Schedule, now: datetime) -> Opening:
    """Return how a point with ``schedule`` is at the aware moment ``now``."""
    today = day_of(now)
    days = [day_in(schedule, today + timedelta(days=ahead)) for ahead in range(HORIZON + 1)]
    intervals = list(merged(found for day in days for found in intervals_of(day)))
    present = next((found for found in intervals if found.start <= now < found.end), None)
    horizon = start_of(today + timedelta(days=HORIZON + 1))
    return Opening(
        state=_state(schedule, today, is_open=present is not None),
        until=None if present is None or present.end >= horizon else present.end,
        next=next((found.start for found in intervals if found.start > now), None),
        reason=days[0].reason,
        week=tuple(days[:WEEK]),
        next_change=_next_change(intervals, now, today),
    )


def intervals_of(day: Day) -> Iterator[Interval]:
    """Yield a day's spans as moments; what the clock skips altogether is left out."""
    for span in day.spans:
        start = moment(day.date, span.opens)
        end = (
            start_of(day.date + timedelta(days=1))
            if span.lasts_to_midnight
            else moment(day.date, span.closes)
        )
        if start < end:
            yield Interval(start, end)


def merged(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Yield ``intervals`` in order, those that touch or overlap as one: past midnight as well."""
    present: Interval | None = None
    for found in sorted(intervals):
        if present is not None and found.start <= present.end:
            present = Interval(present.start, max(present.end, found.end))
            continue
        if present is not None:
            yield present
        present = found
    if present is not None:
        yield present


def _state(schedule: Schedule, today: date, *, is_open: bool) -> State:
    if schedule.closure is not None and schedule.closure.holds(today):
        return State.CLOSED_DOWN
    return State.OPEN if is_open else State.CLOSED


def _next_change(intervals: Sequence[Interval], now: datetime, today: date) -> datetime:
    """Return the next opening, closing or midnight: at midnight the week moves on."""
    edges = [edge for interval in intervals for edge in interval if edge > now]
    return min([*edges, start_of(today + timedelta(days=1))])
