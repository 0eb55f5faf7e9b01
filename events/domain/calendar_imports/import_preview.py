"""What taking the events of a calendar would do, by what was read of it last."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from events.enums import OccurrenceState
from events.models import ExternalCalendar, ImportedEvent, Occurrence

from .event_identity import Identities, identify
from .event_matcher import current
from .parser import WITHOUT_DATES, Entry, entries_of, is_of


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """An event and what taking it would do; ``known`` is what was made of it.

    “new”, “changed”, “same”, “joined” for one that is known by another UID or from another
    calendar, “alike” for one that may be, “gone” for one that the calendar has no more, “odd” for a
    fault.
    """

    entry: Entry
    what: str
    known: ImportedEvent | None = None
    alike: tuple[ImportedEvent, ...] = ()

    @property
    def is_to_take(self) -> bool:
        """Whether taking it would do anything."""
        return self.what in {"new", "changed", "joined", "gone"}


def compare(calendar: ExternalCalendar, now: datetime | None = None) -> list[CalendarChange]:
    """Return what taking each event would do; nothing for a calendar that nobody has read yet."""
    if calendar.found is None:
        return []
    return _compare(calendar, entries_of(calendar.found), now or timezone.now())


def compare_one(calendar: ExternalCalendar, key: str, now: datetime) -> CalendarChange | None:
    """Return what taking the event of a key would do, without reading all others once more."""
    if calendar.found is None:
        return None
    entries = entries_of({"entries": [e for e in calendar.found["entries"] if is_of(e, key)]})
    news = _compare(calendar, entries, now)
    return next((each for each in news if each.entry.key == key), None)


def _compare(
    calendar: ExternalCalendar, entries: list[Entry], now: datetime
) -> list[CalendarChange]:
    identities = identify(calendar, entries, now)
    coming = _with_dates_to_come(now)
    gone = _gone(calendar, coming, identities)
    return [_change(calendar, entry, identities, coming) for entry in [*entries, *gone]]


def _change(
    calendar: ExternalCalendar, entry: Entry, identities: Identities, coming: set[str]
) -> CalendarChange:
    event = identities.events.get(entry.uid)
    alike = identities.alike.get(entry.uid, ())
    worth = current(_of(calendar, entry, event), event.sequences) if event else entry
    what = _what(worth, _digest(event, calendar), coming)
    is_joined = event is not None and (event.calendar_id, event.uid) != (calendar.pk, entry.uid)
    if worth.dates and (is_joined or alike):
        what = "joined" if is_joined else "alike"
    return CalendarChange(worth, what, event, alike)


def _of(calendar: ExternalCalendar, entry: Entry, event: ImportedEvent) -> Entry:
    """Return what is known from another calendar as a message, which an older one does not undo."""
    is_message = entry.is_message or event.calendar_id != calendar.pk
    return replace(entry, is_message=is_message)


def _digest(event: ImportedEvent | None, calendar: ExternalCalendar) -> str | None:
    """Return what was read last of an event of this calendar; none for one never taken."""
    is_own = event is not None and event.calendar_id == calendar.pk
    return event.digest if event and is_own else None


def _what(entry: Entry, digest: str | None, coming: set[str]) -> str:
    """Tell what taking an event does; one without dates matters where dates are planned."""
    if not entry.dates:
        is_sayable = not entry.odd or entry.odd in WITHOUT_DATES
        if not is_sayable or entry.uid not in coming:
            return "odd"
        if digest == entry.digest:
            return "same"
        return "gone" if entry.is_gone else "changed"
    if digest is None:
        return "new"
    return "same" if digest == entry.digest else "changed"


def _gone(calendar: ExternalCalendar, coming: set[str], identities: Identities) -> list[Entry]:
    """Return the events that were taken, have dates to come, and are not in the calendar now."""
    found = calendar.found
    if not found or not found["is_whole"]:
        return []
    there = {each["uid"] for each in found["entries"]}
    events = calendar.events.filter(uid__in=coming - there, activity__isnull=False)
    events = events.exclude(pk__in=identities.found_again)
    return [
        Entry(uid=event.uid, title=event.activity.title, is_gone=True)
        for event in events.select_related("activity")
        if event.activity
    ]


def _with_dates_to_come(now: datetime) -> set[str]:
    dates = Occurrence.objects.filter(series=None, original_start__gt=now).exclude(
        state=OccurrenceState.CANCELLED
    )
    groups = dates.values("group")
    return set(ImportedEvent.objects.filter(group__in=groups).values_list("uid", flat=True))
