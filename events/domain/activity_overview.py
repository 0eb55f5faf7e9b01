"""What organisers see at a glance: groups with their next date, and who holds places."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Min, Q, Sum

from events.enums import COMING, OccurrenceState, RegistrationState, SignUpState
from events.models import ActivityPage, Group, Occurrence, Registration
from events.rules.sign_up_window import SignUpWindow, sign_up_state

HAPPENING: Final = Q(state__in=(OccurrenceState.PLANNED, OccurrenceState.MOVED))


@dataclass(frozen=True, slots=True)
class Dates:
    """The first date, the first that has not ended yet, the end of the last, and how many."""

    first_start: datetime | None = None
    next_start: datetime | None = None
    last_end: datetime | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A group and its numbers of people; ``first_waiting`` is the size that the first needs."""

    group: Group
    dates: Dates
    people: Mapping[str, int]
    first_waiting: int = 0

    @property
    def capacity(self) -> int:
        """How many places there are."""
        return self.group.places.capacity

    @property
    def free(self) -> int:
        """How many places nobody holds."""
        return self.capacity - self.group.places.taken

    @property
    def coming(self) -> int:
        """How many places are held by people who take part or took part."""
        return sum(self.people.get(state, 0) for state in COMING)

    @property
    def offered(self) -> int:
        """How many places are held until an offer is answered."""
        return self.people.get(RegistrationState.OFFERED, 0)

    @property
    def waiting(self) -> int:
        """How many places those who wait would need."""
        return self.people.get(RegistrationState.WAITING, 0)

    def sign_up(self, now: datetime) -> SignUpState:
        """Return whether one may sign up, or why not; the page being public aside."""
        group = self.group
        window = SignUpWindow(
            is_public=group.is_public,
            is_cancelled=group.cancelled_at is not None,
            opens_at=group.opens_at,
            closes_at=group.closes_at,
            first_start=self.dates.first_start,
            last_end=self.dates.last_end,
        )
        return sign_up_state(window, now)


@dataclass(frozen=True, slots=True)
class ActivitySummary:
    """An activity with its groups."""

    page: ActivityPage
    groups: list[GroupSummary] = field(default_factory=list)

    @property
    def next_start(self) -> datetime | None:
        """When the next of its groups meets."""
        return min((g.dates.next_start for g in self.groups if g.dates.next_start), default=None)


def group_lines(groups: Collection[Group], now: datetime) -> list[GroupSummary]:
    """Return the groups with their numbers, in their order; three queries however many."""
    ids = [group.pk for group in groups]
    dates, people, first = _dates(ids, now), _people(ids), _first_waiting(ids)
    return [
        GroupSummary(
            group, dates.get(group.pk, Dates()), people.get(group.pk, {}), first.get(group.pk, 0)
        )
        for group in groups
    ]


def activity_lines(pages: Collection[ActivityPage], now: datetime) -> list[ActivitySummary]:
    """Return the activities with their groups, in their order; four queries however many."""
    groups = Group.objects.filter(activity__in=pages).select_related("places", "activity")
    groups = groups.order_by("pk")  # As they were thought of: names such as 7–10 sort badly.
    found: dict[int, list[GroupSummary]] = defaultdict(list)
    for line in group_lines(list(groups), now):
        found[line.group.activity_id].append(line)
    return [ActivitySummary(page, found[page.pk]) for page in pages]


def _dates(ids: list[int], now: datetime) -> dict[int, Dates]:
    rows = (
        Occurrence.objects.filter(HAPPENING, group__in=ids)
        .order_by()
        .values_list("group")
        .annotate(
            start=Min("starts_at"),
            coming=Min("starts_at", filter=Q(ends_at__gt=now)),
            last=Max("ends_at"),
            count=Count("pk"),
        )
    )
    return {group: Dates(*numbers) for group, *numbers in rows}


def _people(ids: list[int]) -> dict[int, dict[str, int]]:
    people: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Registration.objects.filter(group__in=ids).order_by().values_list("group", "state")
    for group, state, number in rows.annotate(Sum("size")):
        people[group][state] = number
    return people


def _first_waiting(ids: list[int]) -> dict[int, int]:
    waiting = Registration.objects.filter(group__in=ids, state=RegistrationState.WAITING)
    rows = waiting.order_by("group", "-number").values_list("group", "size")
    return dict(rows)  # The lowest number comes last, and stays.
