"""Reminders before a date: two days, and three hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from events.enums import LetterKind, OccurrenceState, RegistrationState
from events.models import Occurrence, Registration

from .telling import tell

DAYS: Final = timedelta(days=2)
HOURS: Final = timedelta(hours=3)


def remind(now: datetime | None = None) -> int:
    """Remind whoever has a place of the dates to come; return how many letters are new.

    A date is told of once in each way, also after the worker was away; nobody is reminded twice
    within three hours of a date, nor of what has begun, nor of what they signed up for just now.
    """
    now = now or timezone.now()
    return sum(_remind(one, kind, before) for one, kind, before in _due(now))


def _due(now: datetime) -> Iterator[tuple[Occurrence, LetterKind, timedelta]]:
    coming = Occurrence.objects.exclude(state=OccurrenceState.CANCELLED)
    for one in coming.filter(starts_at__gt=now, starts_at__lte=now + DAYS):
        if one.starts_at <= now + HOURS:
            yield one, LetterKind.REMINDER_HOURS, HOURS
        else:
            yield one, LetterKind.REMINDER_DAYS, DAYS


def _remind(one: Occurrence, kind: LetterKind, before: timedelta) -> int:
    """Remind those who had a place before the reminder was due; who came later knows."""
    people = Registration.objects.filter(
        group=one.group_id,
        state=RegistrationState.CONFIRMED,
        created_at__lte=one.starts_at - before,
    )
    key = f"{one.pk}:{int(one.starts_at.timestamp())}"
    return sum(tell(each, kind, about=one.pk, key=f"{each.pk}:{key}") for each in people)
