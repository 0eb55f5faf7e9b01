"""What a calendar says of dates that are known here: done to drafts, proposed where people count.

A date of a published activity, or one that people have a place for, is added, cancelled and moved
by its organiser only, whatever a calendar of others says.
"""

from collections.abc import Collection
from datetime import datetime
from hashlib import blake2b

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.users.models import User
from events.domain import occurrences
from events.domain.date_changes import tell_of_all
from events.enums import OccurrenceState
from events.models import CalendarProposal, Group, ImportedEvent, Occurrence

from .event_matcher import Why, Word, words
from .parser import Entry

Decision = CalendarProposal.Decision


class DecidedError(Exception):
    """The proposal has been decided, or the calendar says otherwise by now."""


def bring_dates(known: ImportedEvent, group: Group, entry: Entry, now: datetime) -> None:
    """Do what the calendar says of the dates of an event, or propose it to the organiser."""
    group = Group.objects.select_for_update().select_related("activity").get(pk=group.pk)
    said = words(group, entry, now)
    if not _counts(group):
        for word in said:
            _follow(group, word)
        return
    for word in said:
        if word.date is not None:
            _propose_change(known, word.date, word, now)
    _propose_new(known, group, [word for word in said if word.date is None], entry, now)


def _counts(group: Group) -> bool:
    """Tell whether people can know of the group's dates, have places, or were there."""
    was_anybody_there = group.occurrences.filter(attendance__isnull=False)
    return group.activity.live or group.registrations.exists() or was_anybody_there.exists()


def open_proposals(now: datetime | None = None) -> QuerySet[CalendarProposal]:
    """Return what waits for a decision, by date."""
    now = now or timezone.now()
    is_to_come = Q(occurrence__ends_at__gt=now) | Q(occurrence=None, ends_at__gt=now)
    found = CalendarProposal.objects.filter(is_to_come, is_current=True, decision=Decision.OPEN)
    related = found.select_related("occurrence__group__activity", "group__activity")
    return related.order_by(Coalesce("occurrence__starts_at", "starts_at"), "pk")


def shown(found: CalendarProposal) -> str:
    """Return a short name of a proposal and of the date as it stands, of digits and letters."""
    one = found.occurrence
    date = f"{one.starts_at.isoformat()} {one.ends_at.isoformat()} {one.state}" if one else ""
    return f"{found.pk}-{blake2b(date.encode(), digest_size=6).hexdigest()}"


@transaction.atomic
def decide(proposal_id: int, *, does: bool, by: User, seen: str | None = None) -> None:
    """Do what a calendar says, and tell the people; or keep the date as it is.

    ``seen`` is what a page showed, see ``shown``. Raises DecidedError, also where somebody has
    changed the date since.
    """
    found = open_proposals().select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if found is None or seen not in {None, shown(found)}:
        raise DecidedError
    _settle(found, Decision.DONE if does else Decision.KEPT, by)


@transaction.atomic
def do_all(group_id: int, seen: Collection[str], *, by: User) -> int:
    """Do what calendars say of several dates of a group; people get one letter about all of them.

    Of what a page showed (``shown``), what was decided meanwhile, is said no more or is about a
    date that somebody has changed is left out; returns how many were done.
    """
    group = Group.objects.select_for_update().get(pk=group_id)
    rows = open_proposals().select_for_update(of=("self",))
    waiting = rows.filter(pk__in=[each.pk for each in of_group(group_id)])
    found = [each for each in waiting if shown(each) in seen]
    dated = [each.occurrence for each in found if each.occurrence]
    before: dict[int, datetime | None] = {one.pk: one.starts_at for one in dated}
    touched = [_settle(each, Decision.DONE, by, tells=False) for each in found]
    tell_of_all(group, [one for one in touched if one], before)
    return len(found)


def of_group(group_id: int) -> list[CalendarProposal]:
    """Return what waits for a decision in a group, by date."""
    is_its = Q(occurrence__group=group_id) | Q(occurrence=None, group=group_id)
    return list(open_proposals().filter(is_its))


def _settle(
    found: CalendarProposal, decision: CalendarProposal.Decision, by: User, *, tells: bool = True
) -> Occurrence | None:
    found.decision, found.decided_at, found.decided_by = decision, timezone.now(), by
    if decision == Decision.DONE:
        found.occurrence = _do(found, by, tells=tells)
    found.save()
    return found.occurrence


def _propose_change(known: ImportedEvent, one: Occurrence, word: Word, now: datetime) -> None:
    """Keep at most one current proposal a date; what was decided is not asked again."""
    starts_at, ends_at = word.span if word.why == Why.MOVED and word.span else (None, None)
    current = one.proposals.filter(is_current=True)
    if word.why and current.filter(why=word.why, starts_at=starts_at, ends_at=ends_at).exists():
        return
    current.update(is_current=False)
    if word.why:
        CalendarProposal.objects.create(
            event=known,
            occurrence=one,
            why=word.why,
            slot=word.slot,
            starts_at=starts_at,
            ends_at=ends_at,
            proposed_at=now,
        )


def _propose_new(
    known: ImportedEvent, group: Group, new: list[Word], entry: Entry, now: datetime
) -> None:
    """Propose the dates that are new there; those that are there no more are asked no more."""
    current = CalendarProposal.objects.filter(event=known, is_current=True, slot__isnull=False)
    waiting = current.filter(occurrence=None)
    if entry.has_master:
        waiting.exclude(slot__in=[word.slot for word in new]).update(is_current=False)
    for word in new:
        starts_at, ends_at = word.span or (None, None)
        same = current.filter(slot=word.slot)
        waiting.filter(slot=word.slot).exclude(starts_at=starts_at, ends_at=ends_at).update(
            is_current=False
        )
        if not same.exists():
            CalendarProposal.objects.create(
                event=known,
                group=group,
                why=Why.NEW,
                slot=word.slot,
                starts_at=starts_at,
                ends_at=ends_at,
                proposed_at=now,
            )


def _do(found: CalendarProposal, by: User, *, tells: bool) -> Occurrence | None:
    """Do what was proposed, and tell the people; return the date."""
    one = found.occurrence
    starts_at, ends_at, slot = found.starts_at, found.ends_at, found.slot
    if one is None and found.group_id and starts_at and ends_at:
        return occurrences.add_date(
            found.group_id, slot or starts_at, starts_at, ends_at, by=by, tells=tells
        )
    if one is None:
        return None
    if found.why == Why.MOVED and starts_at and ends_at:
        occurrences.move_date(one.pk, starts_at, ends_at, by=by, tells=tells)
        Occurrence.objects.filter(pk=one.pk).update(original_start=slot or starts_at)
    elif found.why == Why.BACK:
        occurrences.restore_date(one.pk, by=by, tells=tells)
    else:
        occurrences.cancel_date(one.pk, by=by, tells=tells)
    return one


def _follow(group: Group, word: Word) -> None:
    """Bring a date of a draft that nobody has seen to what the calendar says."""
    one = word.date
    if word.why in {Why.NEW, Why.MOVED} and word.slot and word.span:
        date = one or Occurrence(group=group)
        date.original_start = word.slot
        date.starts_at, date.ends_at = word.span
        date.save()
    elif one is None:
        return
    elif word.why == Why.BACK:
        occurrences.restore_date(one.pk, by=None)
    elif word.why and one.state == OccurrenceState.PLANNED:
        one.delete()
