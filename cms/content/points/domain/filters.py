"""Which points a reader asks for, and how each of them is at a moment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypedDict, cast

from cms.content.points.enums import Reason, State
from cms.content.points.models.json_types import SpanJSON
from cms.content.points.models.serializers import represent_spans
from cms.content.points.rules.opening import Opening, opening_state
from cms.content.points.rules.warsaw_time import day_of, local, start_of
from cms.core.representations.json_types import Day, Moment

from .directory import CachedPoint, ListedPointJSON

StateName = Literal["open", "closed", "closed_down"]
ReasonName = Literal["holiday", "exception", "closure"]


class OpeningDayJSON(TypedDict):
    """One day's hours; ``reason``: why they are not those of the weekday."""

    date: Day
    weekday: int
    spans: list[SpanJSON]
    reason: ReasonName | None


class OpeningJSON(TypedDict):
    """How a point is at the moment of the answer, with the offset of Europe/Warsaw.

    ``until``: the end of the present span; ``next``: when it opens next, within 14 days;
    ``reason``: why today is not like its weekday; ``week``: seven days from today.
    """

    state: StateName
    until: Moment | None
    next: Moment | None
    reason: ReasonName | None
    week: list[OpeningDayJSON]


class PointJSON(ListedPointJSON):
    """A point as a card with its facts; ``id`` is the source page's."""

    opening: OpeningJSON


@dataclass(frozen=True, slots=True)
class PointQuery:
    """What a reader narrows the list by."""

    conditions: tuple[Callable[[CachedPoint], bool], ...] = ()
    open_now: bool = False

    def includes(self, point: CachedPoint) -> bool:
        """Tell whether a point fits, whatever the time."""
        return all(is_met(point) for is_met in self.conditions)


@dataclass(frozen=True, slots=True)
class Answer:
    """Points as they are at a moment; nothing of it changes before ``valid_until`` (UTC)."""

    points: list[PointJSON]
    valid_until: datetime


def choose(points: Iterable[CachedPoint], choice: PointQuery, now: datetime) -> Answer:
    """Return the points that fit, as they are at the aware moment ``now``."""
    fitting = [
        (point, opening_state(point.schedule, now)) for point in points if choice.includes(point)
    ]
    return Answer(
        points=[
            {**point.json, "opening": represent_opening(opening)}
            for point, opening in fitting
            if not choice.open_now or opening.state == State.OPEN
        ],
        valid_until=_valid_until([opening for _point, opening in fitting], now),
    )


def represent_opening(opening: Opening) -> OpeningJSON:
    """Return the JSON of an opening state."""
    return {
        "state": cast("StateName", opening.state.value),
        "until": _iso(opening.until),
        "next": _iso(opening.next),
        "reason": _reason(opening.reason),
        "week": [
            {
                "date": day.date.isoformat(),
                "weekday": day.date.isoweekday(),
                "spans": represent_spans(day.spans),
                "reason": _reason(day.reason),
            }
            for day in opening.week
        ],
    }


def _reason(reason: Reason | None) -> ReasonName | None:
    return None if reason is None else cast("ReasonName", reason.value)


def _valid_until(openings: Sequence[Opening], now: datetime) -> datetime:
    """Return when the first of the points changes, also of those that are not open now."""
    midnight = start_of(day_of(now) + timedelta(days=1))
    return min([midnight, *(opening.next_change for opening in openings)])


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else local(moment).isoformat()
