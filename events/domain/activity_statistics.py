"""How many activities, places and people there were, by kind, county and period."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from cms.core.time_zone import WARSAW
from events.enums import COMING, Action, EndReason, RegistrationState
from events.models import Attendance, Group, PlaceEvent, Registration

from .expected_attendance import held

S: Final = RegistrationState


@dataclass(slots=True)
class Numbers:
    """What is counted of some groups. People are places: a parent of two children counts two.

    ``visits`` are noted attendances, one a person and date; ``attended`` are the people who have
    one in the group, also if they moved or left later.
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

    Four queries. A cancelled date does not count unless somebody was there, nor a group that was
    cancelled before its first; anonymised people do.
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
                **visits.get(group.pk, {}),
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
    begin = datetime.combine(first, time.min, WARSAW)
    end = datetime.combine(last + timedelta(days=1), time.min, WARSAW)
    first_start = held().filter(group=OuterRef("pk")).order_by("starts_at").values("starts_at")
    groups = Group.objects.annotate(first_start=Subquery(first_start[:1]))
    groups = groups.filter(first_start__gte=begin, first_start__lt=end)
    if kind:
        groups = groups.filter(activity__kind=kind)
    if county:
        groups = groups.filter(county=county)
    return groups.select_related("activity", "places").order_by("first_start", "pk")


def _people(ids: list[int]) -> dict[int, dict[str, int]]:
    """Count places. Who had one when their group was cancelled was coming, and did not withdraw."""
    before = PlaceEvent.objects.filter(registration=OuterRef("pk"), group=OuterRef("group"))
    had_place = before.exclude(action=Action.ENDED).order_by("-pk").values("has_place")[:1]
    came = Q(state__in=COMING) | Q(end_reason=EndReason.CANCELLED, had_place=True)
    sums = (
        Registration.objects.filter(group__in=ids)
        .annotate(had_place=Coalesce(Subquery(had_place), Value(value=False)))
        .order_by()
        .values("group")
        .annotate(
            coming=Sum("size", filter=came),
            waiting=Sum("size", filter=Q(state=S.WAITING)),
            withdrawn=Sum("size", filter=Q(state=S.WITHDRAWN) & ~came),
        )
    )
    return {row.pop("group"): {name: value or 0 for name, value in row.items()} for row in sums}


def _dates(ids: list[int]) -> dict[int, int]:
    rows = held().filter(group__in=ids).values_list("group")
    return dict(rows.annotate(n=Count("pk")).order_by())


def _visits(ids: list[int]) -> dict[int, dict[str, int]]:
    """Count presences, and the people who were there at all, whatever became of their place."""
    there = Attendance.objects.filter(occurrence__group__in=ids, is_present=True)
    rows = there.order_by().values("occurrence__group")
    counts = rows.annotate(visits=Count("pk"), attended=Count("participant", distinct=True))
    return {row.pop("occurrence__group"): row for row in counts}
