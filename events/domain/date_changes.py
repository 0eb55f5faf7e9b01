"""Changed dates, and the letters that tell of them: one a person, however many there are."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from events.enums import CONCERNED, LetterKind
from events.models import DatesChange, Group, Occurrence, Registration

from .notifications import tell

SEVERAL = "of"


def save(date: Occurrence, **changes: object) -> None:
    """Write a date with its next SEQUENCE (RFC 5545, 3.8.7.4), so that calendars follow."""
    for name, value in changes.items():
        setattr(date, name, value)
    date.sequence += 1
    date.save()


def tell_of_one(date: Occurrence, before: datetime | None, last: datetime | None = None) -> None:
    """Tell everybody concerned of a date that began at ``before`` (none: it is new).

    Nobody is told of what was over (it ended at ``last``) and stays over; of a date that was to
    come they are told, also when it is moved into the past.
    """
    if max(last or date.ends_at, date.ends_at) <= timezone.now():
        return
    for registration in _concerned(date.group_id):
        key = f"{registration.pk}:{date.pk}:{date.sequence}"
        tell(registration, LetterKind.CHANGE, about=_about(date, before), key=key)


def tell_of_all(
    group: Group, dates: Iterable[Occurrence], before: dict[int, datetime | None]
) -> None:
    """Tell everybody concerned, in one letter each, of dates and when they were to begin."""
    touched = list(dates)
    if not touched:
        return
    people = list(_concerned(group.pk))
    if not people:
        return
    if len(touched) == 1:
        about = _about(touched[0], before.get(touched[0].pk))
    else:
        was = {str(one.pk): _seconds(before.get(one.pk)) for one in touched}
        about = f"{SEVERAL}:{DatesChange.objects.create(group=group, before=was).pk}"
    for registration in people:
        tell(registration, LetterKind.CHANGE, about=about)


def _concerned(group_id: int) -> Iterable[Registration]:
    return Registration.objects.filter(group=group_id, state__in=CONCERNED)


def _about(date: Occurrence, before: datetime | None) -> str:
    """Return which date a letter tells of, and when it was to begin (seconds since 1970)."""
    return f"{date.pk}:{'new' if before is None else _seconds(before)}"


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
