"""When an event takes place: beginnings and ends, UTC."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from cms.core.time_zone import WARSAW

from .event_versions import is_this_and_future

A_DAY: Final = timedelta(days=1)


class Span(NamedTuple):
    """A date of an event: its place in it (RFC 5545, 3.8.4.4), when it begins and ends; all UTC."""

    slot: datetime
    start: datetime
    end: datetime


def occurrences(
    calendar: Calendar, versions: list[Event], since: datetime, until: datetime
) -> Iterator[tuple[Span, Event]]:
    """Yield the dates of an event; times without a zone stand on the calendar's clocks."""
    part, named = Calendar(), str(calendar.get("X-WR-TIMEZONE") or "")
    zone = _zone(named)
    if zone:
        part.add("X-WR-TIMEZONE", named)
    for event in versions:
        part.add_component(_with_length(event))
    query = recurring_ical_events.of(part)
    for event in query.between(since, until):
        start, end = (_moment(_value(event, name)) for name in ("DTSTART", "DTEND"))
        yield Span(slot_of(event), start, end), event


def slot_of(event: Event) -> datetime:
    """Return which date of its event this is, wherever it was moved, UTC.

    Some programs write the day alone of a date that has a time: it stands for that day's.
    """
    start = _value(event, "DTSTART")
    if "RECURRENCE-ID" not in event or is_this_and_future(event):
        return _moment(start)
    slot = _value(event, "RECURRENCE-ID")
    if isinstance(start, datetime) and not isinstance(slot, datetime):
        slot = datetime.combine(slot, start.timetz())
    return _moment(slot)


def _value(event: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  A day, moment or length.
    return event[name].dt


def _with_length(event: Event) -> Event:
    """Give an event that ends as it begins, or never, an hour, or its day if it has no time."""
    start = _value(event, "DTSTART")
    end = _value(event, "DTEND") if "DTEND" in event else None
    length = _value(event, "DURATION") if "DURATION" in event else timedelta()
    if end is not None and end != start:
        return event
    event.pop("DTEND", None)
    if length <= timedelta():
        event.pop("DURATION", None)
        event.add("DURATION", timedelta(hours=1) if isinstance(start, datetime) else A_DAY)
    return event


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def _moment(value: date | datetime) -> datetime:
    """Return a moment, UTC; a day begins, and a time without a zone stands, on Warsaw's clocks."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=WARSAW)).astimezone(UTC)
