"""Who was there on a date: a fact about a person and a date, whatever becomes of their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.users.models import User
from events.enums import COMING, Action
from events.models import Attendance, AttendanceNote, Occurrence, Participant, Registration

from .expected_attendance import stays_in
from .registrations.capacity import note
from .registrations.locks import locked


@dataclass(frozen=True, slots=True)
class Line:
    """One of the people of a date; ``is_present`` is None while nobody has noted it.

    ``has_left`` says that they had a place then and have none now, or are in another group.
    """

    participant: Participant
    registration: Registration
    is_present: bool | None
    has_left: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many notes are new, and of whom somebody else has noted another thing meanwhile."""

    changed: int
    differing: tuple[int, ...] = ()


def lines_of(occurrence: Occurrence) -> list[Line]:
    """Return whose attendance can be noted: who has a place now, then who had one on the date.

    In the order of sign-up; three queries.
    """
    noted = dict(occurrence.attendance.values_list("participant", "is_present"))
    people = Participant.everybody.filter(_now(occurrence) | _then(occurrence, set(noted)))
    lines = [
        Line(one, one.registration, noted.get(one.pk), _has_left(one, occurrence))
        for one in people.select_related("registration")
    ]
    return sorted(lines, key=_order)


def noted_of(registration: Registration) -> QuerySet[Attendance]:
    """Return what was noted of everybody a registration was ever for, in whichever group."""
    rows = Attendance.objects.filter(participant__registration=registration)
    related = rows.select_related("occurrence__group", "participant__registration", "noted_by")
    return related.order_by("occurrence__starts_at", "participant__position")


def record(
    occurrence_id: int,
    answers: Mapping[int, bool | None],
    *,
    by: User | None,
    seen: Mapping[int, bool | None] | None = None,
    now: datetime | None = None,
) -> Recorded:
    """Write down who was there: participant id → whether, None takes it back.

    People who are not of this date are left out. ``seen`` is what was noted of them as the writer
    saw it: what somebody else has noted since stays, and is returned as differing.
    Raises ``Occurrence.DoesNotExist``, BusyError.
    """
    now = now or timezone.now()
    group_id = Occurrence.objects.values_list("group", flat=True).get(pk=occurrence_id)
    with locked(group_id) as (places,):
        occurrence = Occurrence.objects.get(pk=occurrence_id)
        before = {line.participant.pk: line.is_present for line in lines_of(occurrence)}
        changed = {
            pk: value for pk, value in answers.items() if pk in before and before[pk] != value
        }
        differing = _differing(changed, before, seen)
        for pk in changed.keys() - differing:
            _write(pk, occurrence, changed[pk], by)
        count = len(changed) - len(differing)
        if count:
            note(places, Action.ATTENDANCE, now=now, by=by, size=count)
    return Recorded(count, tuple(sorted(differing)))


def _now(occurrence: Occurrence) -> Q:
    return Q(registration__group=occurrence.group_id, registration__state__in=COMING, left_at=None)


def _then(occurrence: Occurrence, noted: set[int]) -> Q:
    stays = stays_in(occurrence.group_id)
    had = [pk for pk, known in stays.items() if any(stay.covers(occurrence) for stay in known)]
    stayed = Q(left_at=None) | Q(left_at__gt=occurrence.starts_at)
    then = Q(registration__in=had, joined_at__lt=occurrence.ends_at) & stayed
    return then | Q(pk__in=noted)


def _has_left(one: Participant, occurrence: Occurrence) -> bool:
    is_here = one.registration.group_id == occurrence.group_id
    return not (is_here and one.registration.state in COMING and one.left_at is None)


def _order(line: Line) -> tuple[bool, int, int]:
    return line.has_left, line.registration.number, line.participant.position


def _differing(
    changed: Mapping[int, bool | None],
    before: Mapping[int, bool | None],
    seen: Mapping[int, bool | None] | None,
) -> set[int]:
    if seen is None:
        return set()
    return {pk for pk in changed if seen.get(pk) != before[pk]}


def _write(
    participant_id: int, occurrence: Occurrence, value: bool | None, by: User | None
) -> None:
    """Set what is noted, and add it to the log."""
    AttendanceNote.objects.create(
        participant_id=participant_id, occurrence=occurrence, is_present=value, by=by
    )
    if value is None:
        Attendance.objects.filter(participant=participant_id, occurrence=occurrence).delete()
        return
    Attendance.objects.update_or_create(
        participant_id=participant_id,
        occurrence=occurrence,
        defaults={"is_present": value, "noted_by": by},
    )
