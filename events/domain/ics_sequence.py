"""Calendars that people attached or follow learn of a new name or place.

They take over what an entry says only when its ``SEQUENCE`` is higher (RFC 5545, 3.8.7.4).
"""

from typing import Final

from django.db.models import F
from django.utils import timezone

from events.models import Occurrence

# What a calendar shows of a group.
SHOWN: Final = frozenset(
    {"name", "is_online", "place", "street", "postcode", "city", "latitude", "longitude"}
)


def raise_of_group(group_id: int) -> int:
    """Raise the sequence of a group's dates that are not over; return how many there are."""
    return _raise(group=group_id)


def raise_of_activity(translation_key: object) -> int:
    """Raise it for all groups of an activity, whichever language's page it is."""
    return _raise(group__activity__translation_key=translation_key)


def _raise(**which: object) -> int:
    now = timezone.now()
    dates = Occurrence.objects.filter(ends_at__gt=now, **which)
    return dates.update(sequence=F("sequence") + 1, changed_at=now)
