"""Which date here is which date of a calendar, and what the calendar says of it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from cms.core.time_zone import WARSAW
from events.enums import OccurrenceState
from events.models import CalendarProposal, Group, Occurrence

from .parser import Entry, Span

Why = CalendarProposal.Why
CALLED_OFF: Final = frozenset({Why.CANCELLED, Why.GONE})
NEAR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Word:
    """What a calendar says of a date that is known here, or is new there (no ``date``).

    No ``why``: it agrees. ``slot`` and ``span`` are the date's place and times there.
    """

    date: Occurrence | None
    why: str
    slot: datetime | None = None
    span: Span | None = None


def current(entry: Entry, known: dict[str, int]) -> Entry:
    """Return what a message tells that is not older than what is known (RFC 5546, 2.1.5)."""

    def is_old(slot: datetime) -> bool:
        key = slot.astimezone(UTC).isoformat()
        return entry.sequences.get(key, whole) < known.get(key, known.get("", 0))

    whole = entry.sequences.get("", 0)
    if not entry.is_message:
        return entry
    if entry.has_master and whole < known.get("", 0):
        return replace(entry, dates=(), slots=(), cancelled=(), odd="outdated")
    both = list(zip(entry.slots, entry.dates, strict=True))
    kept = [(slot, span) for slot, span in both if not is_old(slot)]
    off = tuple(slot for slot in entry.cancelled if not is_old(slot))
    since = entry.cancelled_since
    since = None if since and is_old(since) else since
    is_empty = not (kept or off or since or entry.has_master or entry.odd)
    return replace(
        entry,
        slots=tuple(slot for slot, _span in kept),
        dates=tuple(span for _slot, span in kept),
        cancelled=off,
        cancelled_since=since,
        odd="outdated" if is_empty else entry.odd,
    )


def words(group: Group, entry: Entry, now: datetime) -> list[Word]:
    """Return what the calendar says of each date to come that it tells of, and of new ones."""
    is_off = entry.is_cancelled or entry.is_gone
    wanted = {} if is_off else dict(zip(entry.slots, entry.dates, strict=True))
    dates = group.occurrences.filter(series=None)
    known = [one for one in dates if one.original_start > now or one.original_start in wanted]
    told = [one for one in known if _is_told(one, entry, wanted)]
    new = sorted(set(wanted) - {one.original_start for one in known})
    lost = [one for one in told if _is_lost(one, entry, wanted)]
    moved = _paired(lost, new)
    said = [_word(one, entry, wanted, moved.get(one.pk)) for one in told]
    left = [slot for slot in new if slot not in moved.values()]
    return said + [Word(None, Why.NEW, slot, wanted[slot]) for slot in left]


def _is_told(one: Occurrence, entry: Entry, wanted: dict[datetime, Span]) -> bool:
    """Tell whether the calendar tells of a date at all; without a master it does of some only."""
    is_named = one.original_start in wanted or _is_off(one, entry)
    return entry.has_master or is_named


def _is_off(one: Occurrence, entry: Entry) -> bool:
    since = entry.cancelled_since
    is_after = since is not None and one.original_start >= since
    return entry.is_cancelled or is_after or one.original_start in entry.cancelled


def _is_lost(one: Occurrence, entry: Entry, wanted: dict[datetime, Span]) -> bool:
    """Tell whether a date that is to take place is not in the calendar, which does not say why."""
    is_on = one.state != OccurrenceState.CANCELLED
    return is_on and one.original_start not in wanted and not _is_off(one, entry)


def _paired(lost: list[Occurrence], new: list[datetime]) -> dict[int, datetime]:
    """Return where lost dates have most likely been moved to: the same day, else near by in order.

    Of an event with one date, that one wherever it is.
    """
    if len(lost) == 1 and len(new) == 1:
        return {lost[0].pk: new[0]}
    pairs: dict[int, datetime] = {}
    for is_near in (_is_same_day, _is_near):
        for one in sorted(lost, key=lambda date: date.original_start):
            free = (slot for slot in new if slot not in pairs.values())
            slot = next((slot for slot in free if is_near(one.original_start, slot)), None)
            if one.pk not in pairs and slot is not None:
                pairs[one.pk] = slot
    return pairs


def _is_same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(WARSAW).date() == other.astimezone(WARSAW).date()


def _is_near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < NEAR


def _word(
    one: Occurrence, entry: Entry, wanted: dict[datetime, Span], moved: datetime | None
) -> Word:
    slot = moved or one.original_start
    span = wanted.get(slot)
    is_cancelled = one.state == OccurrenceState.CANCELLED
    if span is None:
        why = Why.CANCELLED if _is_off(one, entry) else Why.GONE
        return Word(one, "" if is_cancelled else why)
    if is_cancelled:
        return Word(one, Why.BACK if _was_called_off_there(one) else "", slot, span)
    return Word(one, Why.MOVED if _is_elsewhere(one, slot, span) else "", slot, span)


def _was_called_off_there(one: Occurrence) -> bool:
    done = one.proposals.filter(decision=CalendarProposal.Decision.DONE)
    return done.filter(why__in=CALLED_OFF).exists()


def _is_elsewhere(one: Occurrence, slot: datetime, span: Span) -> bool:
    """Tell whether a date has other times there; what people moved here is no news of there."""
    if (one.starts_at, one.ends_at) == span:
        return False
    is_as_made = slot == one.original_start == span[0]
    was_moved_there = one.proposals.filter(why=Why.MOVED).exists()
    return one.state == OccurrenceState.PLANNED or was_moved_there or not is_as_made
