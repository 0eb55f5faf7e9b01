"""The dates of a group: made of its series, moved, cancelled, brought back.

A date that people may have in their calendars keeps its ``uid``; every change raises its
``sequence`` (RFC 5545, 3.8.7.4), so that their calendars follow.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.core.time_zone import WARSAW
from cms.users.models import User
from events.enums import CONCERNED, OccurrenceState
from events.models import Attendance, Group, Occurrence, Series
from events.rules.recurrence import end_of, minutes_between, starts_of

from .date_changes import save, tell_of_all, tell_of_one

_MADE = OccurrenceState.PLANNED


@dataclass(slots=True)
class Changes:
    """How many dates a group got, lost, or has with other times.

    ``before``: when those that were there before were to begin, by id.
    """

    added: int = 0
    changed: int = 0
    cancelled: int = 0
    deleted: int = 0
    before: dict[int, datetime | None] = field(default_factory=dict)


@transaction.atomic
def apply_series(group_id: int, now: datetime | None = None) -> Changes:
    """Bring the dates of a group to what its series say; people get one letter about all of it.

    Dates that were moved or cancelled by hand stay as they are, and so do past ones. One that its
    series puts at another time of the same day is changed. A planned date that its series makes no
    more is cancelled if somebody has signed up, else deleted.
    Raises RuleError, ``Group.DoesNotExist``.
    """
    now = now or timezone.now()
    group = Group.objects.select_for_update().get(pk=group_id)
    changes = Changes()
    touched = [date for series in group.series.all() for date in _apply(series, now, changes)]
    tell_of_all(group, [date for date in touched if date.starts_at > now], changes.before)
    return changes


@transaction.atomic
def take_away(series_id: int, now: datetime | None = None) -> Changes:
    """Delete a series; its planned dates to come are cancelled if somebody signed up, else deleted.

    Raises ``Series.DoesNotExist``.
    """
    now = now or timezone.now()
    series = Series.objects.get(pk=series_id)
    group = Group.objects.select_for_update().get(pk=series.group_id)
    changes = Changes()
    coming = series.occurrences.filter(state=_MADE, starts_at__gt=now)
    touched = _drop(list(coming), group, changes)
    series.delete()
    tell_of_all(group, [date for date in touched if date.starts_at > now], changes.before)
    return changes


def _apply(series: Series, now: datetime, changes: Changes) -> list[Occurrence]:
    """Change, drop and make the dates of a series; return those that people may have to know of."""
    wanted = starts_of(
        series.day,
        series.starts,
        series.rule,
        skips_public_holidays=series.skips_public_holidays,
    )
    known = list(series.occurrences.all())
    missing = sorted(set(wanted) - {date.original_start for date in known})
    coming = [date for date in known if date.state == _MADE and date.starts_at > now]
    touched, left = [], []
    for date in coming:
        is_wanted = date.original_start in wanted
        start = date.original_start if is_wanted else _of_same_day(date, missing)
        if start is None:
            left.append(date)
        elif (date.starts_at, date.ends_at) != (start, end_of(start, series.minutes)):
            end = end_of(start, series.minutes)
            changes.before[date.pk] = date.starts_at
            save(date, original_start=start, starts_at=start, ends_at=end)
            touched.append(date)
    changes.changed += len(touched)
    changes.added += len(missing)
    return touched + _drop(left, series.group, changes) + _make(series, missing)


def _of_same_day(date: Occurrence, starts: list[datetime]) -> datetime | None:
    """Take the first of ``starts`` on the day of ``date``, by Warsaw's clocks, if there is one."""
    day = date.starts_at.astimezone(WARSAW).date()
    found = next((start for start in starts if start.astimezone(WARSAW).date() == day), None)
    if found:
        starts.remove(found)
    return found


def _make(series: Series, starts: list[datetime]) -> list[Occurrence]:
    return Occurrence.objects.bulk_create(
        Occurrence(
            group_id=series.group_id,
            series=series,
            original_start=start,
            starts_at=start,
            ends_at=end_of(start, series.minutes),
        )
        for start in starts
    )


def _drop(dates: list[Occurrence], group: Group, changes: Changes) -> list[Occurrence]:
    """Cancel dates, or delete them while nobody has signed up; return those that are cancelled."""
    is_noted = Attendance.objects.filter(occurrence__in=dates).exists()
    if not is_noted and not group.registrations.filter(state__in=CONCERNED).exists():
        for date in dates:
            date.delete()
        changes.deleted += len(dates)
        return []
    for date in dates:
        changes.before[date.pk] = date.starts_at
        save(date, state=OccurrenceState.CANCELLED)
    changes.cancelled += len(dates)
    return dates


@transaction.atomic
def add_date(
    group_id: int,
    slot: datetime,
    starts_at: datetime,
    ends_at: datetime,
    *,
    by: User | None,
    tells: bool = True,
) -> Occurrence:
    """Add a date of no series, whose place in its calendar is ``slot``; tell everybody concerned.

    Not ``tells``, here and below: the caller tells of several at once. Raises ``ValueError`` for a
    reversed span, ``Group.DoesNotExist``.
    """
    del by
    if ends_at <= starts_at:
        raise ValueError("A date ends after it starts.")
    group = Group.objects.select_for_update().get(pk=group_id)
    date = Occurrence.objects.create(
        group=group, original_start=slot, starts_at=starts_at, ends_at=ends_at
    )
    if tells:
        tell_of_one(date, None)
    return date


@transaction.atomic
def move_date(
    occurrence_id: int,
    starts_at: datetime,
    ends_at: datetime,
    *,
    by: User | None,
    tells: bool = True,
) -> Occurrence:
    """Move a date and tell everybody concerned. Raises ``ValueError`` for a reversed span."""
    del by  # The group's page says who may; letters name nobody.
    if ends_at <= starts_at:
        raise ValueError("A date ends after it starts.")
    date = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    if (date.starts_at, date.ends_at, date.state) != (starts_at, ends_at, OccurrenceState.MOVED):
        _change(date, tells, starts_at=starts_at, ends_at=ends_at, state=OccurrenceState.MOVED)
    return date


@transaction.atomic
def cancel_date(occurrence_id: int, *, by: User | None, tells: bool = True) -> Occurrence:
    """Cancel a date and tell everybody concerned; it stays to be seen."""
    del by
    date = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    if date.state != OccurrenceState.CANCELLED:
        _change(date, tells, state=OccurrenceState.CANCELLED)
    return date


@transaction.atomic
def restore_date(occurrence_id: int, *, by: User | None, tells: bool = True) -> Occurrence:
    """Let a cancelled date take place when it was to; tell everybody concerned.

    One that was moved goes back to where its series made it.
    """
    del by
    date = Occurrence.objects.select_for_update().get(pk=occurrence_id)
    if date.state == OccurrenceState.CANCELLED:
        _change(date, tells, state=_MADE if _is_as_made(date) else OccurrenceState.MOVED)
    elif date.state != _MADE:
        minutes = minutes_between(date.starts_at, date.ends_at)
        start = date.original_start
        _change(date, tells, starts_at=start, ends_at=end_of(start, minutes), state=_MADE)
    return date


def _is_as_made(date: Occurrence) -> bool:
    """Tell whether a date has the times that its series gave it; without one, its beginning."""
    ends = end_of(date.original_start, date.series.minutes) if date.series else date.ends_at
    return (date.starts_at, date.ends_at) == (date.original_start, ends)


def _change(date: Occurrence, tells: bool, **changes: object) -> None:
    """Change a date, tell everybody whose calendar has it."""
    before, last = date.starts_at, date.ends_at
    save(date, **changes)
    if tells:
        tell_of_one(date, before, last)
