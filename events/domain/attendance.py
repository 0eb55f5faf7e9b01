"""Who was there on a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from cms.users.models import User
from events.enums import COMING, Action, OccurrenceState, RegistrationState
from events.models import Attendance, Group, Occurrence, Participant, Registration

from .places.bookkeeping import move, note, save
from .places.locking import locked

_ENDS: Final = {True: RegistrationState.ATTENDED, False: RegistrationState.ABSENT}


@dataclass(frozen=True, slots=True)
class Line:
    """One of the people expected on a date; ``is_present`` is None while nobody has noted it."""

    participant: Participant
    registration: Registration
    is_present: bool | None


def lines_of(occurrence: Occurrence) -> list[Line]:
    """Return who is expected, in the order of sign-up; two queries."""
    found = Participant.objects.filter(
        registration__group=occurrence.group_id, registration__state__in=COMING
    )
    noted = dict(occurrence.attendance.values_list("participant", "is_present"))
    people = found.select_related("registration").order_by("registration__number", "position")
    return [Line(one, one.registration, noted.get(one.pk)) for one in people]


def record(
    occurrence_id: int,
    answers: Mapping[int, bool | None],
    *,
    by: User | None,
    now: datetime | None = None,
) -> int:
    """Write down who was there (participant id → whether, None takes it back); return how many.

    People who are not expected are left out. Once the group's last date has begun, registrations
    end as attended or absent. Raises ``Occurrence.DoesNotExist``, BusyError.
    """
    now = now or timezone.now()
    group_id = Occurrence.objects.values_list("group", flat=True).get(pk=occurrence_id)
    with locked(group_id) as (places,):
        occurrence = Occurrence.objects.get(pk=occurrence_id)
        before = {line.participant.pk: line.is_present for line in lines_of(occurrence)}
        changed = {
            pk: value for pk, value in answers.items() if pk in before and before[pk] != value
        }
        for pk, value in changed.items():
            _write(pk, occurrence, value, by)
        if changed:
            note(places, Action.ATTENDANCE, now=now, by=by, size=len(changed))
        if _has_begun_its_last(places.group, now):
            ended = _ended(places.group)
            for registration, state in ended:
                move(registration, state, places)
            save(places, *(registration for registration, _state in ended))
    return len(changed)


def _write(
    participant_id: int, occurrence: Occurrence, value: bool | None, by: User | None
) -> None:
    if value is None:
        Attendance.objects.filter(participant=participant_id, occurrence=occurrence).delete()
        return
    Attendance.objects.update_or_create(
        participant_id=participant_id,
        occurrence=occurrence,
        defaults={"is_present": value, "noted_by": by},
    )


def _has_begun_its_last(group: Group, now: datetime) -> bool:
    dates = group.occurrences.exclude(state=OccurrenceState.CANCELLED)
    last = dates.order_by("starts_at").last()
    return last is not None and last.starts_at <= now


def _ended(group: Group) -> list[tuple[Registration, RegistrationState]]:
    """Return the registrations whose state is to change, and how they end."""
    noted: dict[object, bool] = {}
    rows = Attendance.objects.filter(occurrence__group=group)
    for pk, is_present in rows.values_list("participant__registration", "is_present"):
        noted[pk] = noted.get(pk, False) or is_present
    return [
        (one, state)
        for one in group.registrations.filter(state__in=COMING)
        if (state := _end_of(one, noted)) != one.state
    ]


def _end_of(registration: Registration, noted: Mapping[object, bool]) -> RegistrationState:
    was_there = noted.get(registration.pk)
    return RegistrationState.CONFIRMED if was_there is None else _ENDS[was_there]
