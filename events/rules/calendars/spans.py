"""When an event takes place: beginnings and ends, UTC."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from events.rules.recurrence import WARSAW

A_DAY: Final = timedelta(days=1)


def occurrences(
    calendar: Calendar, versions: list[Event], since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime, Event]]:
    """Yield beginnings and ends, UTC; times without a zone stand on the calendar's clocks."""
    part, named = Calendar(), str(calendar.get("X-WR-TIMEZONE") or "")
    zone = _zone(named)
    if zone:
        part.add("X-WR-TIMEZONE", named)
    for event in versions:
        part.add_component(_with_length(event))
    query = recurring_ical_events.of(part)
    for event in query.between(since, until):
        start, end = (_moment(_value(event, name)) for name in ("DTSTART", "DTEND"))
        yield start, end, event


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
