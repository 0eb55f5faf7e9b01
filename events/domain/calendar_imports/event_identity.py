"""Which event of a calendar is one that is known here already.

A UID is the same for ever and everywhere (RFC 5545, 3.8.4.7), so an event of another calendar with
this UID is the same one, if its title or a date says so too. Many programs give new UIDs whenever
they are asked: an event that is new in a calendar is one that has vanished from it if nothing but
the UID tells them apart. What may be one and may be none is for people to say; so is whether an
event that two calendars tell of under two UIDs is one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from events.models import ExternalCalendar, ImportedEvent

from .parser import Entry, entries_of

Moments = frozenset[str]


@dataclass(frozen=True, slots=True)
class Rival:
    """An event that nobody knows by its UID, or a known one that has vanished; starts in UTC."""

    key: str
    title: str
    starts: Moments
    digest: str


@dataclass(frozen=True, slots=True)
class Identities:
    """The known event of each UID, and those that an event with an unknown UID may be."""

    events: dict[str, ImportedEvent]
    alike: dict[str, tuple[ImportedEvent, ...]]
    found_again: frozenset[int] = frozenset()  # Keys of known events that have not vanished.


Test = Callable[[Rival, Rival], bool]


def identify(calendar: ExternalCalendar, entries: list[Entry], now: datetime) -> Identities:
    """Return which of the known events the events of a calendar are."""
    known = {**_elsewhere(calendar, entries), **{one.uid: one for one in calendar.events.all()}}
    lost = {str(one.pk): one for one in _lost(calendar, now)}
    if not lost:
        return Identities(known, _twins(calendar, entries, known, now))
    new = [_rival(entry, now) for entry in _unknown(calendar, known)]
    old = [_of_known(one, now) for one in lost.values()]
    pairs = _paired(new, old)
    alike = _alike(new, old, pairs)
    found_again = {*pairs.values(), *(key for keys in alike.values() for key in keys)}
    events = {**known, **{uid: lost[key] for uid, key in pairs.items()}}
    twins = _twins(calendar, entries, events, now)
    of_lost = {uid: tuple(lost[key] for key in keys) for uid, keys in alike.items()}
    both = {uid: of_lost.get(uid, ()) + twins.get(uid, ()) for uid in {*of_lost, *twins}}
    return Identities(events, both, frozenset(map(int, found_again)))


def starts_of(entry: Entry) -> list[str]:
    """Return when an event begins, as it is remembered: its places of dates, ISO 8601, UTC."""
    return sorted(slot.astimezone(UTC).isoformat() for slot in (*entry.slots, *entry.cancelled))


def _elsewhere(calendar: ExternalCalendar, entries: list[Entry]) -> dict[str, ImportedEvent]:
    """Return the newest events of other calendars that are the same; a message names its event."""
    others = ImportedEvent.objects.filter(uid__in=[entry.uid for entry in entries])
    others = others.exclude(calendar=calendar).filter(group__isnull=False).order_by("pk")
    by_uid = {entry.uid: entry for entry in entries}
    found = others.select_related("activity", "group")
    return {one.uid: one for one in found if _is_same(by_uid[one.uid], one)}


def _twins(
    calendar: ExternalCalendar,
    entries: list[Entry],
    known: dict[str, ImportedEvent],
    now: datetime,
) -> dict[str, tuple[ImportedEvent, ...]]:
    """Return the events of other calendars that begin when new ones do, and have their titles."""
    new = [_rival(entry, now) for entry in entries if entry.dates and entry.uid not in known]
    others = ImportedEvent.objects.exclude(calendar=calendar).filter(
        title__in={one.title for one in new}, activity__isnull=False, group__isnull=False
    )
    by_activity = {one.activity_id: one for one in others.select_related("activity", "group")}
    old = [(one, _of_known(one, now)) for _id, one in sorted(by_activity.items())]
    found = {
        one.key: tuple(event for event, rival in old if _is_then_in_part(one, rival)) for one in new
    }
    return {uid: events for uid, events in found.items() if events}


def _is_same(entry: Entry, one: ImportedEvent) -> bool:
    """Tell whether more than the UID is the same: programs that count "1, 2, 3" are many."""
    is_message = entry.is_message or not entry.dates
    has_common = bool(set(starts_of(entry)) & set(one.starts))
    return is_message or entry.title == one.title or has_common


def _unknown(calendar: ExternalCalendar, known: dict[str, ImportedEvent]) -> list[Entry]:
    uids = {*known}
    entries = entries_of(calendar.found) if calendar.found else []
    return [entry for entry in entries if entry.dates and entry.uid not in uids]


def _lost(calendar: ExternalCalendar, now: datetime) -> list[ImportedEvent]:
    """Return the events with dates to come that a calendar, told as a whole, has no more."""
    found = calendar.found
    if not found or not found["is_whole"]:
        return []
    gone = calendar.events.exclude(uid__in=[each["uid"] for each in found["entries"]])
    moment = now.astimezone(UTC).isoformat()
    return [one for one in gone.order_by("pk") if any(each > moment for each in one.starts)]


def _rival(entry: Entry, now: datetime) -> Rival:
    return Rival(entry.uid, entry.title, _coming(starts_of(entry), now), entry.digest)


def _of_known(one: ImportedEvent, now: datetime) -> Rival:
    return Rival(str(one.pk), one.title, _coming(one.starts, now), one.digest)


def _coming(starts: Iterable[str], now: datetime) -> Moments:
    moment = now.astimezone(UTC).isoformat()
    return frozenset(each for each in starts if each > moment)


def _paired(new: list[Rival], old: list[Rival]) -> dict[str, str]:
    """Return which new one is which old one, where each fits the other and no third."""
    pairs: dict[str, str] = {}
    for fits in _TESTS:
        left = [one for one in old if one.key not in pairs.values()]
        fitting = {
            one.key: [each.key for each in left if fits(one, each)]
            for one in new
            if one.key not in pairs
        }
        wanted = [key for keys in fitting.values() for key in keys]
        once = {key: keys[0] for key, keys in fitting.items() if len(keys) == 1}
        pairs |= {key: found for key, found in once.items() if wanted.count(found) == 1}
    return pairs


def _alike(new: list[Rival], old: list[Rival], pairs: dict[str, str]) -> dict[str, list[str]]:
    """Return which old ones each of the other new ones may be."""
    left = [one for one in old if one.key not in pairs.values()]
    found = {
        one.key: [each.key for each in left if _is_alike(one, each)]
        for one in new
        if one.key not in pairs
    }
    return {key: keys for key, keys in found.items() if keys}


def _says_the_same(one: Rival, other: Rival) -> bool:
    return one.digest == other.digest


def _is_then(one: Rival, other: Rival) -> bool:
    return one.title == other.title and one.starts == other.starts


def _is_then_in_part(one: Rival, other: Rival) -> bool:
    """Tell whether one goes on for longer: a rule without an end does so every day."""
    is_part = one.starts <= other.starts or other.starts <= one.starts
    return one.title == other.title and bool(one.starts and other.starts) and is_part


def _is_alike(one: Rival, other: Rival) -> bool:
    return one.title == other.title or one.starts == other.starts


_TESTS: Final[tuple[Test, ...]] = (_says_the_same, _is_then, _is_then_in_part)
