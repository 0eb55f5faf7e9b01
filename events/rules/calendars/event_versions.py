"""Which version of an event counts, and what it says of itself (RFC 5545, 3.8; RFC 5546, 2.1.5)."""

from typing import Any, Final

from icalendar import Event

_DIGITS: Final = 9


def has_master(first: Event) -> bool:
    """Tell whether the first of the newest versions describes the whole series."""
    return "RECURRENCE-ID" not in first


def newest(events: list[Event]) -> list[Event]:
    """Return the master first, if there is one, then each changed date: their newest versions.

    A master has no RECURRENCE-ID; of versions the highest SEQUENCE counts, then the latest DTSTAMP,
    then the last in the file (RFC 5546, 2.1.5). The order of the file says nothing else.
    """
    newest = {_recurrence_id(event): event for event in sorted(events, key=_version)}
    return [newest[key] for key in sorted(newest)]


def _recurrence_id(event: Event) -> str:
    value = event.get("RECURRENCE-ID")
    return f"at {getattr(value, 'dt', value)}" if value else ""


def _version(event: Event) -> tuple[int, str]:
    try:
        return sequence(event), str(getattr(event.get("DTSTAMP"), "dt", ""))
    except ValueError:  # It says when it was written in a way that nobody can read.
        return sequence(event), ""


def sequence(event: Event) -> int:
    """Return how often an event was changed; what is no number counts as never."""
    said = str(event.get("SEQUENCE") or 0)
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else 0


def rules(event: Event) -> list[Any]:
    """Return the recurrence rules of an event: none, one or several."""
    found = event.get("RRULE") or []
    return found if isinstance(found, list) else [found]


def is_cancelled(event: Event) -> bool:
    """Tell whether an event or one of its dates is called off."""
    return str(event.get("STATUS") or "").upper() == "CANCELLED"


def is_this_and_future(event: Event) -> bool:
    """Tell whether a changed date stands for all that follow it (RFC 5545, 3.2.13)."""
    value = event.get("RECURRENCE-ID")
    return str(getattr(value, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE"


def call_off(event: Event) -> None:
    """Make an event of METHOD:CANCEL say so itself; it may tell neither times nor status."""
    event["STATUS"] = "CANCELLED"
    if "DTSTART" not in event and "RECURRENCE-ID" in event:
        event["DTSTART"] = event["RECURRENCE-ID"]
