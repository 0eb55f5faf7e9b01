"""The dates of a group: made of its series, moved, cancelled, brought back.

A date that people may have in their calendars keeps its ``uid``; every change raises its
``sequence`` (RFC 5545, 3.8.7.4), so that their calendars follow.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.users.models import User
from events.enums import CONCERNED, LetterKind, OccurrenceState
from events.models import Group, Occurrence, Registration, Series
from events.rules.recurrence import starts_of

from .telling import tell

_MADE = OccurrenceState.PLANNED


@dataclass(slots=True)
class Changes:
    """How many dates a group got, lost, or has with other times."""

    added: int = 0
    changed: int = 0
    cancelled: int = 0
    deleted: int = 0


@transaction.atomic
def apply_series(group_id: int, now: datetime | None = None) -> Changes:
    """Bring the dates of a group to what its series say.

    Dates that were moved or cancelled by hand stay as they are, and so do past ones. A planned
    date that no series makes any more is cancelled if somebody has signed up, else deleted.
    Raises RuleError, ``Group.DoesNotExist``.
    """
    now = now or timezone.now()
    group = Group.objects.select_for_update().get(pk=group_id)
    changes = Changes()
    kept: set[int] = set()
    for series in group.series.all():
        kept |= _apply(series, changes)
    _drop(group, kept, now, changes)
    return changes


def _apply(series: Series, changes: Changes) -> set[int]:
    """Make what is missing; return the ids of the dates that this series still makes."""
    length = timedelta(minutes=series.minutes)
    wanted = starts_of(
        series.day,
        series.starts,
        series.rule,
        skips_public_holidays=series.skips_public_holidays,
    )
    known = {date.original_start: date for date in series.occurrences.all()}
    missing = [start for start in wanted if start not in known]
    Occurrence.objects.bulk_create(
        Occurrence(
            group_id=series.group_id,
            series=series,
            original_start=start,
            starts_at=start,
            ends_at=start + length,
        )
        for start in missing
    )
    changes.added += len(missing)
    stays = [known[start] for start in wanted if start in known]
    for date in stays:
        if date.state == _MADE and date.ends_at != date.starts_at + length:
            _change(date, ends_at=date.starts_at + length)
            changes.changed += 1
    made = series.occurrences.filter(original_start__in=wanted)
    return set(made.values_list("pk", flat=True))


def _drop(group: Group, kept: set[int], now: datetime, changes: Changes) -> None:
    gone = Occurrence.objects.filter(group=group, state=_MADE, starts_at__gt=now)
    is_anybody_in = group.registrations.filter(state__in=CONCERNED).exists()
    for date in gone.exclude(pk__in=kept):
        if is_anybody_in:
            _change(date, state=OccurrenceState.CANCELLED)
            changes.cancelled += 1
        else:
            date.delete()
            changes.deleted += 1


@transaction.atomic
def move_date(
    occurrence_id: int, starts_at: datetime, ends_at: datetime, *, by: User | None
) -> Occurrence:
    """Move a date and tell everybody concerned. Raises ``ValueError`` for a reversed span."""
    del by  # The group's page of the desk says who may; letters name nobody.
    if ends_at <= starts_at:
        raise ValueError("A date ends after it starts.")
    date = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    if (date.starts_at, date.ends_at, date.state) != (starts_at, ends_at, OccurrenceState.MOVED):
        _change(date, starts_at=starts_at, ends_at=ends_at, state=OccurrenceState.MOVED)
    return date


@transaction.atomic
def cancel_date(occurrence_id: int, *, by: User | None) -> Occurrence:
    """Cancel a date and tell everybody concerned; it stays to be seen."""
    del by
    date = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    if date.state != OccurrenceState.CANCELLED:
        _change(date, state=OccurrenceState.CANCELLED)
    return date


@transaction.atomic
def restore_date(occurrence_id: int, *, by: User | None) -> Occurrence:
    """Put a date back to where its series made it, and tell everybody concerned."""
    del by
    date = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    if date.state != _MADE:
        length = date.ends_at - date.starts_at
        start = date.original_start
        _change(date, starts_at=start, ends_at=start + length, state=_MADE)
    return date


def _change(date: Occurrence, **changes: object) -> None:
    """Change a date, tell everybody whose calendar has it; nobody is told of what is past."""
    for name, value in changes.items():
        setattr(date, name, value)
    date.sequence += 1
    date.save()
    if date.starts_at <= timezone.now():
        return
    for registration in Registration.objects.filter(group=date.group_id, state__in=CONCERNED):
        key = f"{registration.pk}:{date.pk}:{date.sequence}"
        tell(registration, LetterKind.CHANGE, about=date.pk, key=key)
