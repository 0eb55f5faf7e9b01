"""What a calendar holds, event by event; it is read in a process of its own."""

import hashlib
import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .download import CalendarError

logger = logging.getLogger(__name__)
ROOT: Final = Path(__file__).resolve().parents[3]
SECONDS: Final = 150  # By the clock: the processor's own limit is reached long before.
MAX_EVENTS: Final = 300
FAULTS: Final[dict[str, Promise]] = {
    "uid": _("It has no UID, so it could not be recognised again."),
    "title": _("It has no title."),
    "often": _("It repeats more often than every day."),
    "endless": _("Its dates repeat in a way that takes too long to count."),
    "dates": _("Its dates cannot be read."),
    "past": _("It has no dates in the coming year."),
    "outdated": _("It is older than what is known of the event."),
    "running": _("It has begun already, and no other date follows."),
}
WITHOUT_DATES: Final = frozenset({"past", "running"})

Span = tuple[datetime, datetime]
Found = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with its dates of the coming year (UTC), and those that are cancelled.

    ``slots`` are the places of ``dates`` in the event, which stay when one is moved; ``cancelled``
    are slots as well. ``odd`` is the word for why it cannot be taken, empty if it can. Without a
    master the event tells of single dates only, and ``is_gone`` when the calendar has it no more.
    A message (a METHOD of its own) is worth what its ``sequences`` are: the event's by "", those of
    single dates by slot.
    """

    uid: str
    title: str
    text: str = ""
    place: str = ""
    dates: tuple[Span, ...] = ()
    slots: tuple[datetime, ...] = ()
    cancelled: tuple[datetime, ...] = ()
    cancelled_since: datetime | None = None
    sequences: dict[str, int] = field(default_factory=dict)
    is_message: bool = False
    is_cancelled: bool = False
    has_master: bool = True
    is_gone: bool = False
    odd: str = ""

    @property
    def fault(self) -> Promise | str:
        """Why it cannot be taken, to people."""
        return FAULTS.get(self.odd, "")

    @property
    def digest(self) -> str:
        """A digest of all that would be taken over or remembered."""
        off = (self.cancelled, self.cancelled_since, self.is_cancelled, self.is_gone)
        times = (self.slots, self.dates, *off, sorted(self.sequences.items()))
        said = times if self.is_gone else (self.title, self.text, self.place, *times)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def key(self) -> str:
        """A short name of the event within its calendar."""
        return _key(self.uid)


def parse(text: str, now: datetime) -> list[Entry]:
    """Return the events of a calendar in the order of the file. Raises CalendarError."""
    return entries_of(expand(text, now))


def expand(text: str, now: datetime) -> Found:
    """Return what a calendar holds as JSON takes it: see ``events.rules.calendars``.

    At most 300 events that can be taken, and of those that cannot the first 300. Takes a second,
    at most 25 of the processor's. Raises CalendarError.
    """
    found = _read_apart({"text": text, "now": now.isoformat()})
    if "problem" in found:
        raise CalendarError(_("This calendar is damaged."))
    if sum(not each["fault"] for each in found["entries"]) > MAX_EVENTS:
        raise CalendarError(_("The calendar has more than 300 events to come."))
    odd = [each["uid"] for each in found["entries"] if each["fault"]][MAX_EVENTS:]
    left_out = frozenset(odd)
    kept = [each for each in found["entries"] if each["uid"] not in left_out]
    return {**found, "entries": kept}


def entries_of(found: Found) -> list[Entry]:
    """Return the events that were kept."""
    return [_entry(each) for each in found["entries"]]


def is_of(each: Found, key: str) -> bool:
    """Tell whether what was kept of an event has this key."""
    return _key(each["uid"]) == key


def _key(uid: str) -> str:
    return hashlib.sha256(uid.encode()).hexdigest()[:16]


def _entry(each: Found) -> Entry:
    return Entry(
        uid=each["uid"],
        title=each["title"] or each["uid"],
        text=each["text"],
        place=each["place"],
        dates=tuple((_moment(span[-2]), _moment(span[-1])) for span in each["dates"]),
        slots=tuple(_moment(span[0]) for span in each["dates"]),
        cancelled=tuple(_moment(slot) for slot in each["cancelled"]),
        cancelled_since=_moment(since) if (since := each.get("cancelled_since")) else None,
        sequences=each.get("sequences", {}),
        is_message=each.get("is_message", False),
        is_cancelled=each["is_cancelled"],
        has_master=each["has_master"],
        odd=each["fault"],
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _read_apart(asked: dict[str, str]) -> Found:
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "events.rules.calendars"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            cwd=ROOT,
            env={},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        # What the process says may hold a name, so it is not logged.
        logger.warning("Reading a calendar ended with %s", getattr(error, "returncode", "time"))
        raise CalendarError(_("Reading this calendar takes too long.")) from None
    found: Found = json.loads(done.stdout)
    return found
