"""What a calendar holds, event by event, as JSON takes it: texts, and the dates of a year, UTC."""

import signal
from collections import defaultdict
from datetime import datetime, timedelta
from time import process_time
from typing import Any, Final

from icalendar import Calendar, Event

from .event_times import A_DAY, Span, occurrences, slot_of
from .event_versions import (
    call_off,
    has_master,
    is_cancelled,
    is_this_and_future,
    newest,
    rules,
    sequence,
)
from .html_to_text import plain
from .lenient_parser import calendars_of

MOST_DATES: Final = 400
HORIZON: Final = timedelta(days=366)
EVENT_SECONDS: Final = 2.0
ALL_SECONDS: Final = 15.0
ODD: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_WHOLE: Final = frozenset({"", "PUBLISH"})
_LENGTHS: Final = {"title": 150, "text": 5_000, "place": 120, "uid": 255}

Found = dict[str, Any]


class TooLongError(Exception):
    """An event has used up its share of the processor."""


class OddEventError(Exception):
    """An event cannot be taken; the word says why."""


def read(text: str, now: datetime) -> Found:
    """Return ``{"entries": [...], "is_whole": ...}`` in the order of the file.

    It is not whole when it tells of some events only (a METHOD other than PUBLISH). Raises
    ``ValueError`` and its like for what is no calendar.
    """
    calendars = calendars_of(text)
    grouped = _grouped(calendars)
    return {
        "entries": [_entry(uid, found, now) for uid, found in grouped.items()],
        "is_whole": all(_method(calendar) in _WHOLE for calendar in calendars),
    }


def _grouped(calendars: list[Calendar]) -> dict[str, list[tuple[Calendar, Event]]]:
    """Return the events by UID, each with its calendar; those without one get a number."""
    by_uid: dict[str, list[tuple[Calendar, Event]]] = defaultdict(list)
    for calendar in calendars:
        for event in calendar.events:
            uid = _line(event.get("UID"), _LENGTHS["uid"]) or f"?{len(by_uid)}"
            if _method(calendar) == "CANCEL":
                call_off(event)
            by_uid[uid].append((calendar, event))
    return by_uid


def _entry(uid: str, found: list[tuple[Calendar, Event]], now: datetime) -> Found:
    """Return one event; whatever is odd about it is told, and stops no other."""
    calendar, versions = found[0][0], newest([event for _calendar, event in found])
    first = versions[0]
    entry: Found = {
        "uid": uid,
        "title": _line(first.get("SUMMARY"), _LENGTHS["title"]),
        "text": _text(str(first.get("DESCRIPTION") or "").replace("\x00", "")),
        "place": _line(first.get("LOCATION"), _LENGTHS["place"]),
        "has_master": has_master(first),
        "is_cancelled": has_master(first) and is_cancelled(first),
        "is_message": _method(calendar) not in _WHOLE,
        "sequences": {},
        "dates": [],
        "cancelled": [],
        "cancelled_since": "",
        "fault": "",
    }
    return {**entry, **_dated(entry, calendar, versions, now)}


def _text(raw: str) -> str:
    """Return a description as text; markup that takes too long to read stays as it is."""
    raw = raw[: _LENGTHS["text"] * 2]
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, _share())
        return plain(raw)[: _LENGTHS["text"]]
    except TooLongError:
        return raw[: _LENGTHS["text"]]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _dated(entry: Found, calendar: Calendar, versions: list[Event], now: datetime) -> Found:
    """Return the dates of an event that take place and that are cancelled, or what is odd."""
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, _share())
        _check(entry, versions)
        said = _numbered(versions)
        if entry["is_cancelled"] and "DTSTART" not in versions[0]:
            return {**said, "fault": "past"}
        found = [
            (span, is_cancelled(event))
            for span, event in occurrences(calendar, versions, now - A_DAY, now + HORIZON + A_DAY)
        ]
        return {**said, **_sorted_out(found, now)}
    except OddEventError as odd:
        return {"fault": str(odd)}
    except (TooLongError, MemoryError):
        return {"fault": "endless"}
    except ODD:
        return {"fault": "dates"}
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _share() -> float:
    left = ALL_SECONDS - process_time()
    if left <= 0:
        raise TooLongError
    return min(EVENT_SECONDS, left)


def _numbered(versions: list[Event]) -> Found:
    """Return how often the event and its single dates were changed, and since when it is off."""
    numbers, since = {}, []
    for event in versions:
        key = "" if has_master(event) else slot_of(event).isoformat()
        if sequence(event):
            numbers[key] = sequence(event)
        if is_this_and_future(event) and is_cancelled(event):
            since.append(slot_of(event).isoformat())
    return {"sequences": numbers, "cancelled_since": min(since, default="")}


def _sorted_out(found: list[tuple[Span, bool]], now: datetime) -> Found:
    coming = sorted((span, is_off) for span, is_off in found if now < span.start <= now + HORIZON)
    dates = [[moment.isoformat() for moment in span] for span, is_off in coming if not is_off]
    cancelled = [span.slot.isoformat() for span, is_off in coming if is_off]
    is_running = any(span.start <= now < span.end for span, _is_off in found)
    fault = "" if coming else "running" if is_running else "past"
    return {"dates": dates[:MOST_DATES], "cancelled": cancelled[:MOST_DATES], "fault": fault}


def _check(entry: Found, versions: list[Event]) -> None:
    """Raise OddEventError for what cannot be taken, whenever it takes place."""
    if entry["uid"].startswith("?"):
        raise OddEventError("uid")
    if not entry["title"] and not all(is_cancelled(event) for event in versions):
        raise OddEventError("title")
    for rule in (rule for event in versions for rule in rules(event)):
        if any(str(freq).upper() in _TOO_OFTEN for freq in rule.get("FREQ", ())):
            raise OddEventError("often")
        if any(int(every) < 1 for every in rule.get("INTERVAL", ())):
            raise OddEventError("endless")


def _method(calendar: Calendar) -> str:
    return str(calendar.get("METHOD") or "").upper()


def _line(value: object, length: int) -> str:
    return " ".join(str(value or "").replace("\x00", "").split())[:length]
