"""What other programs write wrong beside the events of a calendar stops no event."""

from collections.abc import Iterator
from typing import Final

from icalendar import Calendar

_NEEDED: Final = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"})
_EVENTS: Final = frozenset({"VCALENDAR", "VEVENT"})


def calendars_of(text: str) -> list[Calendar]:
    """Return the calendars in a text.

    If it cannot be read as it is, tasks, alarms and the like are left out, and then descriptions of
    time zones, whose names are known for the most part. Raises ``ValueError`` and its like.
    """
    for needed in (_NEEDED, _EVENTS):
        try:
            return _read(text)
        except (ValueError, TypeError, AttributeError):
            text = "\r\n".join(_lines(text, needed))
    return _read(text)


def _read(text: str) -> list[Calendar]:
    found = Calendar.from_ical(text, multiple=True)
    return [each for each in found if isinstance(each, Calendar)]


def _lines(text: str, needed: frozenset[str]) -> Iterator[str]:
    """Yield the lines of the components that are needed, and of no others within them."""
    inside: list[str] = []
    for line in text.splitlines():
        word, _colon, name = line.strip().upper().partition(":")
        if word == "BEGIN":
            inside.append(name)
        if needed.issuperset(inside):
            yield line
        if word == "END" and inside:
            inside.pop()
