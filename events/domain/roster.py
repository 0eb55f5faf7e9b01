"""Who is coming to a group, who has been offered a place, who waits, who left."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from events.enums import COMING, CONCERNED, RegistrationState, SignUpState
from events.models import Group, PlaceEvent, Registration

from .activity_overview import GroupSummary, group_lines

LATEST: Final = 8
DIGITS: Final = 9  # Of a Polish number, whether or not the country was written.


@dataclass(frozen=True, slots=True)
class Roster:
    """Registrations by what they mean to the organiser, each list in the order of sign-up.

    ``doubles`` are those that share an address or a phone number with another one.
    """

    line: GroupSummary
    sign_up: SignUpState
    coming: list[Registration]
    offered: list[Registration]
    waiting: list[Registration]
    left: list[Registration]
    latest: list[PlaceEvent]
    doubles: frozenset[UUID]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has ever signed up."""
        return not (self.coming or self.offered or self.waiting or self.left)

    @property
    def first(self) -> Registration | None:
        """Who is next; whom the organiser lets smaller ones pass is not."""
        return next((each for each in self.waiting if not each.is_passed_over), None)

    @property
    def blocking(self) -> Registration | None:
        """Who is next and needs more places than are free, while some are."""
        first = self.first
        return first if first is not None and 0 < self.line.free < first.size else None

    @property
    def is_undecided(self) -> bool:
        """Whether the first on the list fits, and somebody has to say yes."""
        return self.first is not None and self.line.free >= self.first.size


def board(group: Group, now: datetime) -> Roster:
    """Return who is where; a fixed number of queries however many people there are."""
    (line,) = group_lines([group], now)
    people = list(_people(group))
    return Roster(
        line=line,
        sign_up=line.sign_up(now),
        coming=_in(people, COMING),
        offered=_in(people, {RegistrationState.OFFERED}),
        waiting=_in(people, {RegistrationState.WAITING}),
        left=_in(people, {RegistrationState.WITHDRAWN}),
        latest=list(log_of(group)[:LATEST]),
        doubles=_doubles(_in(people, CONCERNED)),
    )


def log_of(group: Group) -> QuerySet[PlaceEvent]:
    """Return what happened to the group's places, the newest first."""
    return group.log.select_related("registration", "by")


def _doubles(people: list[Registration]) -> frozenset[UUID]:
    """Return who shares an address or a phone number with somebody else of the group."""
    by_contact: dict[str, list[UUID]] = defaultdict(list)
    for each in people:
        digits = re.sub(r"\D", "", each.phone)[-DIGITS:]
        for contact in filter(None, (each.email.casefold(), digits)):
            by_contact[contact].append(each.pk)
    return frozenset(pk for same in by_contact.values() if len(same) > 1 for pk in same)


def _people(group: Group) -> QuerySet[Registration]:
    return group.registrations.prefetch_related("participants").order_by("number")


def _in(people: list[Registration], states: Collection[Any]) -> list[Registration]:
    return [each for each in people if each.state in states]
