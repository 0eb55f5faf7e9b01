"""What a calendar holds, event by event: titles, texts, places and the dates of a year."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

import recurring_ical_events
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from events.rules.recurrence import MOST, WARSAW

from .fetching import CalendarError

MAX_EVENTS: Final = 300
HORIZON: Final = timedelta(days=366)
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_LENGTHS: Final = {"title": 150, "text": 5_000, "place": 120, "uid": 255}

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with its dates of the coming year (UTC); ``fault`` says why it cannot be taken."""

    uid: str
    title: str
    text: str = ""
    place: str = ""
    dates: tuple[Span, ...] = ()
    is_cancelled: bool = False
    fault: Promise | str = ""

    @property
    def digest(self) -> str:
        """A digest of all that would be taken over."""
        said = (self.title, self.text, self.place, self.dates, self.is_cancelled)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def key(self) -> str:
        """A short name of the event within its calendar."""
        return hashlib.sha256(self.uid.encode()).hexdigest()[:16]


def parse(text: str, now: datetime) -> list[Entry]:
    """Return the events of a calendar in the order of the file. Raises CalendarError."""
    try:
        calendar = Calendar.from_ical(text)
        events = [part for part in calendar.walk("VEVENT") if isinstance(part, Event)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise CalendarError(_("This calendar is damaged.")) from error
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        by_uid[_line(event.get("UID"), _LENGTHS["uid"]) or f"?{number}"].append(event)
    if len(by_uid) > MAX_EVENTS:
        raise CalendarError(_("The calendar has more than 300 events."))
    return [_entry(uid, found, now) for uid, found in by_uid.items()]


def _entry(uid: str, events: list[Event], now: datetime) -> Entry:
    """Return one event; whatever is odd about it is told, and stops no other."""
    first = events[0]
    title = _line(first.get("SUMMARY"), _LENGTHS["title"])
    try:
        fault = _fault(uid, title, events)
        dates = () if fault else tuple(_dates(events, now))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        fault, dates = _("Its dates cannot be read."), ()
    if not fault and not dates:
        fault = _("It has no dates in the coming year.")
    return Entry(
        uid=uid,
        title=title or uid,
        text=str(first.get("DESCRIPTION") or "")[: _LENGTHS["text"]].replace("\x00", ""),
        place=_line(first.get("LOCATION"), _LENGTHS["place"]),
        dates=dates,
        is_cancelled=str(first.get("STATUS") or "").upper() == "CANCELLED",
        fault=fault,
    )


def _fault(uid: str, title: str, events: Iterable[Event]) -> Promise | str:
    if uid.startswith("?"):
        return _("It has no UID, so it could not be recognised again.")
    if not title:
        return _("It has no title.")
    rules = [rule for event in events for rule in _rules(event)]
    if any(str(freq).upper() in _TOO_OFTEN for rule in rules for freq in rule.get("FREQ", ())):
        return _("It repeats more often than every day.")
    return ""


def _rules(event: Event) -> list[Any]:
    found = event.get("RRULE") or []
    return found if isinstance(found, list) else [found]


def _dates(events: list[Event], now: datetime) -> Iterator[Span]:
    part = Calendar()
    for event in events:
        part.add_component(event)
    expanded = recurring_ical_events.of(part, skip_bad_series=True).after(now)
    for event in islice(expanded, MOST):
        starts_at = _moment(event["DTSTART"].dt)
        if starts_at > now + HORIZON:
            return
        ends_at = _end(event, starts_at)
        if starts_at > now and ends_at > starts_at:
            yield starts_at, ends_at


def _end(event: Mapping[str, Any], starts_at: datetime) -> datetime:
    if "DTEND" in event:
        return _moment(event["DTEND"].dt)
    if "DURATION" in event:
        return starts_at + event["DURATION"].dt
    is_day = not isinstance(event["DTSTART"].dt, datetime)
    return starts_at + (timedelta(days=1) if is_day else timedelta(hours=1))


def _moment(value: date | datetime) -> datetime:
    """Return a moment, UTC; a day begins, and a time without a zone stands, on Warsaw's clocks."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=WARSAW)).astimezone(UTC)


def _line(value: object, length: int) -> str:
    return " ".join(str(value or "").replace("\x00", "").split())[:length]
