"""What a calendar says of dates that are known here: done to drafts, proposed where people count.

A date of a published activity, or one that people have a place for, is cancelled and moved by its
organiser only, whatever a calendar of others says.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.users.models import User
from events.domain import dates
from events.enums import OccurrenceState
from events.models import CalendarProposal, Group, ImportedEvent, Occurrence

from .parsing import Entry

Why = CalendarProposal.Why
Decision = CalendarProposal.Decision
CALLED_OFF = frozenset({Why.CANCELLED, Why.GONE})


class DecidedError(Exception):
    """The proposal has been decided, or the calendar says otherwise by now."""


def bring_dates(known: ImportedEvent, group: Group, entry: Entry, now: datetime) -> None:
    """Add the new dates of an event; of the others do or propose what the calendar says."""
    group = Group.objects.select_for_update().select_related("activity").get(pk=group.pk)
    is_off = entry.is_cancelled or entry.is_gone
    wanted = {} if is_off else dict(entry.dates)
    found = group.occurrences.filter(series=None, original_start__gt=now)
    coming = {one.original_start: one for one in found}
    for start, end in wanted.items():
        if start not in coming:
            Occurrence.objects.create(
                group=group, original_start=start, starts_at=start, ends_at=end
            )
    counts = _counts(group)
    for start, one in coming.items():
        if not (entry.has_master or start in wanted or start in entry.cancelled):
            continue  # The calendar tells of single dates, and not of this one.
        why = _why(one, entry, wanted.get(start))
        if counts:
            _propose(known, one, why, wanted.get(start), now)
        elif why:
            _do(one, why, wanted.get(start), by=None)


def _counts(group: Group) -> bool:
    """Tell whether people can know of the group's dates, have places, or were there."""
    was_anybody_there = group.occurrences.filter(attendance__isnull=False)
    return group.activity.live or group.registrations.exists() or was_anybody_there.exists()


def open_proposals(now: datetime | None = None) -> QuerySet[CalendarProposal]:
    """Return what waits for a decision, by date."""
    found = CalendarProposal.objects.filter(
        is_current=True, decision=Decision.OPEN, occurrence__ends_at__gt=now or timezone.now()
    )
    return found.select_related("occurrence__group__activity").order_by("occurrence__starts_at")


@transaction.atomic
def decide(proposal_id: int, *, does: bool, by: User) -> None:
    """Do what a calendar says, and tell the people; or keep the date as it is.

    Raises DecidedError.
    """
    found = open_proposals().select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if found is None:
        raise DecidedError
    found.decision = Decision.DONE if does else Decision.KEPT
    found.decided_at, found.decided_by = timezone.now(), by
    found.save()
    if does:
        _do(found.occurrence, found.why, found.ends_at, by=by)


def _why(one: Occurrence, entry: Entry, end: datetime | None) -> str:
    """Return what the calendar says of a date that differs from how it stands; empty if nothing."""
    is_cancelled = one.state == OccurrenceState.CANCELLED
    if end is None:
        said_so = entry.is_cancelled or one.original_start in entry.cancelled
        return "" if is_cancelled else Why.CANCELLED if said_so else Why.GONE
    if is_cancelled:
        return Why.BACK if _was_called_off_there(one) else ""
    is_planned = one.state == OccurrenceState.PLANNED
    return Why.MOVED if is_planned and one.ends_at != end else ""


def _was_called_off_there(one: Occurrence) -> bool:
    return one.proposals.filter(why__in=CALLED_OFF, decision=Decision.DONE).exists()


def _propose(
    known: ImportedEvent, one: Occurrence, why: str, end: datetime | None, now: datetime
) -> None:
    """Keep at most one current proposal a date; what was decided is not asked again."""
    ends_at = end if why == Why.MOVED else None
    current = one.proposals.filter(is_current=True)
    if why and current.filter(why=why, ends_at=ends_at).exists():
        return
    current.update(is_current=False)
    if why:
        CalendarProposal.objects.create(
            event=known, occurrence=one, why=why, ends_at=ends_at, proposed_at=now
        )


def _do(one: Occurrence, why: str, end: datetime | None, *, by: User | None) -> None:
    if why == Why.MOVED and end is not None:
        dates.move_date(one.pk, one.starts_at, end, by=by)
    elif why == Why.BACK:
        dates.restore_date(one.pk, by=by)
    elif by is not None:
        dates.cancel_date(one.pk, by=by)
    elif one.state == OccurrenceState.PLANNED:
        one.delete()  # Of a draft that nobody has seen.
