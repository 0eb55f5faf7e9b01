"""Who had a place when: read from the log of places, so nothing that follows unsays it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.enums import OccurrenceState, Outcome
from events.models import Attendance, Occurrence, Participant, PlaceEvent, Registration


@dataclass(frozen=True, slots=True)
class PlacePeriod:
    """How long a registration had a place in a group; ``until`` None: it still has."""

    group_id: int
    since: datetime
    until: datetime | None

    def covers(self, date: Occurrence) -> bool:
        """Tell whether the place was theirs at some moment of a date."""
        return self.since < date.ends_at and (self.until is None or self.until > date.starts_at)


def stays_in(group_id: int) -> dict[UUID, list[PlacePeriod]]:
    """Return everybody's stays in a group, by registration; one query."""
    return _stays(PlaceEvent.objects.filter(group=group_id))


def stays_of(registration: Registration) -> list[PlacePeriod]:
    """Return a registration's stays in whichever groups it was; one query."""
    return _stays(registration.log.all()).get(registration.pk, [])


def held() -> QuerySet[Occurrence]:
    """Return the dates that were not cancelled, or that somebody was at all the same."""
    there = Attendance.objects.filter(occurrence=OuterRef("pk"), is_present=True)
    return Occurrence.objects.filter(~Q(state=OccurrenceState.CANCELLED) | Exists(there))


def dates_of(participant: Participant, stays: Sequence[PlacePeriod]) -> list[Occurrence]:
    """Return the dates that took place for a participant, in their order.

    Those while they had a place, so late joiners count from their first; and those at which
    somebody noted them.
    """
    groups = {stay.group_id for stay in stays}
    noted = set(participant.attendance.values_list("occurrence", flat=True))
    found = held().filter(Q(group__in=groups) | Q(pk__in=noted)).order_by("starts_at", "pk")
    return [one for one in found if one.pk in noted or _is_among(participant, one, stays)]


def outcomes(registrations: Iterable[Registration]) -> dict[UUID, Outcome]:
    """Return who attended, or did not, of those whose attendance was noted in their group."""
    ids = [one.pk for one in registrations]
    rows = Attendance.objects.filter(participant__registration__in=ids)
    found: dict[UUID, Outcome] = {}
    for pk, is_present in rows.values_list("participant__registration", "is_present"):
        if is_present or pk not in found:
            found[pk] = Outcome.ATTENDED if is_present else Outcome.ABSENT
    return found


def _is_among(participant: Participant, date: Occurrence, stays: Sequence[PlacePeriod]) -> bool:
    if date.ends_at <= participant.joined_at:
        return False
    if participant.left_at is not None and participant.left_at <= date.starts_at:
        return False
    return any(stay.group_id == date.group_id and stay.covers(date) for stay in stays)


def _stays(lines: QuerySet[PlaceEvent]) -> dict[UUID, list[PlacePeriod]]:
    found: dict[UUID, list[PlacePeriod]] = {}
    begun: dict[tuple[UUID, int], datetime] = {}
    about = lines.exclude(has_place=None).exclude(registration=None).order_by("pk")
    for pk, group_id, at, has_place in about.values_list(
        "registration", "group", "at", "has_place"
    ):
        if has_place:
            begun.setdefault((pk, group_id), at)
        elif since := begun.pop((pk, group_id), None):
            found.setdefault(pk, []).append(PlacePeriod(group_id, since, at))
    for (pk, group_id), since in begun.items():
        found.setdefault(pk, []).append(PlacePeriod(group_id, since, None))
    return found
