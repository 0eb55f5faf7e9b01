"""Who may have a certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from events.enums import COMING, Family, OccurrenceState
from events.models import Attendance, Occurrence, Participant, Registration

# Per cent of the dates that took place.
NEEDED: Final = 80
FAMILIES: Final = frozenset({Family.COURSE, Family.TRAINING})


@dataclass(frozen=True, slots=True)
class Earned:
    """One participant's attendance; ``dates`` are those that took place, in their order."""

    participant: Participant
    attended: int
    dates: Sequence[Occurrence]


def earned(registration: Registration, now: datetime | None = None) -> list[Earned]:
    """Return who of a registration may have a certificate; nobody before the last date has ended.

    Certificates are for courses and trainings, for who was there on at least 80 % of the dates.
    Once personal data is emptied there is nobody left to write one for.
    """
    now = now or timezone.now()
    if registration.state not in COMING or registration.anonymised_at is not None:
        return []
    if registration.group.activity.family not in FAMILIES:
        return []
    held = Occurrence.objects.filter(group=registration.group_id)
    dates = list(held.exclude(state=OccurrenceState.CANCELLED).order_by("starts_at"))
    if not dates or max(one.ends_at for one in dates) > now:
        return []
    return [one for one in _counted(registration, dates) if _is_enough(one)]


def _counted(registration: Registration, dates: Sequence[Occurrence]) -> list[Earned]:
    there = Attendance.objects.filter(
        participant__registration=registration, occurrence__in=dates, is_present=True
    )
    present = list(there.values_list("participant", flat=True))
    people = registration.participants.all()
    return [Earned(one, present.count(one.pk), dates) for one in people]


def _is_enough(one: Earned) -> bool:
    return 100 * one.attended >= NEEDED * len(one.dates)
