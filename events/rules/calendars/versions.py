"""Which version of an event counts, and what it says of itself (RFC 5545, 3.8; RFC 5546, 2.1.5)."""

from typing import Any

from icalendar import Event


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
    sequence = str(event.get("SEQUENCE") or 0)
    stamp = getattr(event.get("DTSTAMP"), "dt", "")
    return int(sequence) if sequence.isdecimal() else 0, str(stamp)


def rules(event: Event) -> list[Any]:
    """Return the recurrence rules of an event: none, one or several."""
    found = event.get("RRULE") or []
    return found if isinstance(found, list) else [found]


def is_cancelled(event: Event) -> bool:
    """Tell whether an event or one of its dates is called off."""
    return str(event.get("STATUS") or "").upper() == "CANCELLED"
