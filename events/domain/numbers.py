"""How many activities, places and people there were, by kind, county and period."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Count, Min, Q, QuerySet, Sum

from events.enums import COMING, OccurrenceState, RegistrationState
from events.models import Group, Occurrence
from events.rules.recurrence import WARSAW

S: Final = RegistrationState


@dataclass(slots=True)
class Numbers:
    """What is counted of some groups. People are places: a parent of two children counts two.

    ``visits`` are noted attendances, one a person and date.
    """

    groups: int = 0
    dates: int = 0
    capacity: int = 0
    coming: int = 0
    attended: int = 0
    waiting: int = 0
    withdrawn: int = 0
    visits: int = 0

    def add(self, other: "Numbers") -> None:
        """Add what was counted elsewhere."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


@dataclass(frozen=True, slots=True)
class Counted:
    """A group's numbers and what they are sorted by; ``month`` is that of its first date."""

    kind: str
    county: str
    month: date
    numbers: Numbers


def counted(first: date, last: date, kind: str = "", county: str = "") -> list[Counted]:
    """Return the groups whose first date lies in a period of Warsaw's days, both included.

    Four queries. Cancelled groups and dates do not count; anonymised people do.
    """
    groups = _groups(first, last, kind, county)
    ids = [group.pk for group in groups]
    people, dates, visits = _people(ids), _dates(ids), _visits(ids)
    return [
        Counted(
            group.activity.kind,
            group.county,
            group.first_start.astimezone(WARSAW).date().replace(day=1),
            Numbers(
                groups=1,
                dates=dates.get(group.pk, 0),
                capacity=group.places.capacity,
                visits=visits.get(group.pk, 0),
                **people.get(group.pk, {}),
            ),
        )
        for group in groups
    ]


def total(rows: Iterable[Counted]) -> Numbers:
    """Return the sum."""
    numbers = Numbers()
    for row in rows:
        numbers.add(row.numbers)
    return numbers


def by(rows: Iterable[Counted], field: str) -> dict[str | date, Numbers]:
    """Return the sums by a field of :class:`Counted`, in its order."""
    found: dict[str | date, Numbers] = defaultdict(Numbers)
    for row in rows:
        found[getattr(row, field)].add(row.numbers)
    return dict(sorted(found.items()))


def _groups(first: date, last: date, kind: str, county: str) -> QuerySet[Any]:
    held = ~Q(occurrences__state=OccurrenceState.CANCELLED)
    begin = datetime.combine(first, time.min, WARSAW)
    end = datetime.combine(last + timedelta(days=1), time.min, WARSAW)
    groups = Group.objects.filter(cancelled_at=None).annotate(
        first_start=Min("occurrences__starts_at", filter=held)
    )
    groups = groups.filter(first_start__gte=begin, first_start__lt=end)
    if kind:
        groups = groups.filter(activity__kind=kind)
    if county:
        groups = groups.filter(county=county)
    return groups.select_related("activity", "places").order_by("first_start", "pk")


def _people(ids: list[int]) -> dict[int, dict[str, int]]:
    sums = (
        Group.objects.filter(pk__in=ids)
        .annotate(
            coming=Sum("registrations__size", filter=Q(registrations__state__in=COMING)),
            attended=Sum("registrations__size", filter=Q(registrations__state=S.ATTENDED)),
            waiting=Sum("registrations__size", filter=Q(registrations__state=S.WAITING)),
            withdrawn=Sum("registrations__size", filter=Q(registrations__state=S.WITHDRAWN)),
        )
        .values("pk", "coming", "attended", "waiting", "withdrawn")
    )
    return {row.pop("pk"): {name: value or 0 for name, value in row.items()} for row in sums}


def _dates(ids: list[int]) -> dict[int, int]:
    held = Occurrence.objects.filter(group__in=ids).exclude(state=OccurrenceState.CANCELLED)
    return dict(held.values_list("group").annotate(n=Count("pk")).order_by())


def _visits(ids: list[int]) -> dict[int, int]:
    there = Occurrence.objects.filter(group__in=ids, attendance__is_present=True)
    return dict(there.values_list("group").annotate(n=Count("attendance")).order_by())
