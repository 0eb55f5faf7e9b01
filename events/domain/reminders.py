"""Reminders before a date: two days, and three hours; of which dates, people and groups say."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.enums import Action, LetterKind, OccurrenceState, RegistrationState, Reminders
from events.models import Occurrence, Registration

from .notifications import tell

DAYS: Final = timedelta(days=2)
HOURS: Final = timedelta(hours=3)
# What gives somebody a place in the group they are in.
GIVING: Final = (Action.SIGNED_UP, Action.ACCEPTED, Action.PROMOTED, Action.MOVED_IN)


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
    got = Max("log__at", filter=Q(log__action__in=GIVING))
    people = Registration.objects.filter(group=one.group_id, state=RegistrationState.CONFIRMED)
    people = people.annotate(since=Coalesce(got, "created_at")).select_related("group")
    earlier = Occurrence.objects.filter(group=one.group_id, starts_at__lt=one.starts_at)
    starts = earlier.exclude(state=OccurrenceState.CANCELLED).values_list("starts_at", flat=True)
    known = list(starts)
    key = f"{one.pk}:{int(one.starts_at.timestamp())}"
    return sum(
        tell(each, kind, about=one.pk, key=f"{each.pk}:{key}")
        for each in people.filter(since__lte=one.starts_at - before)
        if _is_wanted(each, one, known, kind)
    )


def _is_wanted(
    registration: Any,  # noqa: ANN401  With ``since``, when the place was got.
    one: Occurrence,
    earlier: list[datetime],
    kind: LetterKind,
) -> bool:
    """Tell whether somebody wants to be reminded of a date; ``earlier``: when others began.

    Of a first date and of one that was moved twice; of others, where they are wanted, once.
    """
    choice = registration.reminders or registration.group.reminders
    if choice == Reminders.NONE:
        return False
    is_first = not any(registration.since < start for start in earlier)
    if is_first or one.state == OccurrenceState.MOVED:
        return True
    return bool(choice == Reminders.EVERY and kind == LetterKind.REMINDER_DAYS)
