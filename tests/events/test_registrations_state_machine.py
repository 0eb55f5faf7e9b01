"""Whatever happens in whatever order, everybody has the place that somebody who watched would say.

The ledger below is written anew from the rules: two groups without dates, lists of people in the
order in which they stand, and nothing of the code it is compared with.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from events.domain import registrations
from events.domain.registrations import PlacesError
from events.enums import HOLDING, Action
from events.models import Group, Places, Registration
from events.rules.deadlines import offer_deadline
from tests.factories import UserFactory
from tests.factories.events import ActivityPageFactory, open_group, sign_up

pytestmark = pytest.mark.postgresql

START: Final = datetime(2027, 3, 1, 9, tzinfo=UTC)
MOST: Final = 3
WHO = st.integers(0, 11)
SIZES = st.integers(1, MOST)
# How many times its size a line of the log adds to what is taken; a changed size can be any.
EFFECTS: Final = {
    Action.SIGNED_UP: (0, 1),
    Action.OFFERED: (1,),
    Action.ACCEPTED: (0,),
    Action.ENDED: (0, -1),
    Action.PROMOTED: (0, 1),
    Action.RETURNED: (-1,),
    Action.MOVED_OUT: (0, -1),
    Action.MOVED_IN: (0, 1),
    Action.RESIZED: (0,),
    Action.PASSED_OVER: (0,),
    Action.HELD_FOR: (0,),
}


@dataclass(eq=False)
class Person:
    """One registration as it should be."""

    key: UUID
    size: int
    state: str
    until: datetime | None = None
    is_passed: bool = False


@dataclass(eq=False)
class Ledger:
    """One group as it should be: ``people`` in the order in which they came."""

    group: Group
    capacity: int
    wanted: int | None = None
    people: list[Person] = field(default_factory=list)

    def free(self) -> int:
        holding = ("confirmed", "offered")
        return self.capacity - sum(one.size for one in self.people if one.state in holding)

    def has_room(self, size: int) -> bool:
        waits = [one for one in self.people if one.state == "waiting" and not one.is_passed]
        return size <= self.free() and not waits

    def limit(self) -> int:
        return self.capacity if self.wanted is None else self.wanted

    def shrink(self) -> None:
        if self.wanted is not None:
            self.capacity = max(self.wanted, self.capacity - self.free())
            self.wanted = None if self.capacity == self.wanted else self.wanted

    def offer_on(self, now: datetime, but: Person | None = None) -> None:
        self.shrink()
        for one in self.people:
            if one.state == "waiting" and one is not but:
                if one.size > self.free():
                    if one.is_passed:
                        continue
                    return
                one.is_passed = False
                one.state, one.until = "offered", offer_deadline(now, None)


class PlacesMachine(RuleBasedStateMachine):
    """Two groups of one activity."""

    def __init__(self) -> None:
        super().__init__()
        # Examples follow each other in one database: none sees what another left.
        self.undone = transaction.atomic()
        self.undone.__enter__()
        activity = ActivityPageFactory()
        self.by = UserFactory()
        self.now = START
        self.groups = [Ledger(open_group(activity, capacity=n, max_party=MOST), n) for n in (3, 2)]

    def pick(self, number: int) -> tuple[Ledger, Person] | None:
        everybody = [(group, one) for group in self.groups for one in group.people]
        return everybody[number % len(everybody)] if everybody else None

    @initialize(parties=st.lists(st.tuples(st.integers(0, 1), SIZES), min_size=6, max_size=10))
    def some_have_come(self, parties: list[tuple[int, int]]) -> None:
        for at, size in parties:
            self.come(at, size)

    @rule(at=st.integers(0, 1), size=SIZES)
    def sign_up(self, at: int, size: int) -> None:
        self.come(at, size)

    def come(self, at: int, size: int) -> None:
        group = self.groups[at]
        if size > group.limit():
            with pytest.raises(registrations.WrongSizeError):
                sign_up(group.group, size, now=self.now)
            return
        state = "confirmed" if group.has_room(size) else "waiting"
        made = sign_up(group.group, size, now=self.now)
        group.people.append(Person(made.pk, size, state))

    @rule(who=WHO)
    def withdraw(self, who: int) -> None:
        if found := self.pick(who):
            group, one = found
            registrations.withdraw(one.key, now=self.now)
            if one.state != "withdrawn":
                one.state = "withdrawn"
                group.offer_on(self.now)

    @rule(who=WHO, accept=st.booleans())
    def answer(self, who: int, accept: bool) -> None:
        if found := self.pick(who):
            group, one = found
            in_time = one.state == "offered" and one.until is not None and self.now < one.until
            if not in_time and not (accept and one.state == "confirmed"):
                with pytest.raises(registrations.OfferGoneError):
                    registrations.answer_offer(one.key, accept=accept, now=self.now)
                return
            registrations.answer_offer(one.key, accept=accept, now=self.now)
            one.state = "confirmed" if accept else "withdrawn"
            group.offer_on(self.now)

    @rule(hours=st.sampled_from([1, 24, 48]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def expire(self) -> None:
        late = [
            (group, one)
            for group in self.groups
            for one in group.people
            if one.state == "offered" and one.until is not None and one.until <= self.now
        ]
        assert registrations.expire_offers(self.now) == len(late)
        for _group, one in late:
            one.state = "withdrawn"
        for group in {group for group, _one in late}:
            group.offer_on(self.now)

    @rule(at=st.integers(0, 1), capacity=st.integers(0, 6))
    def resize(self, at: int, capacity: int) -> None:
        group = self.groups[at]
        registrations.resize(group.group.pk, capacity, by=self.by, now=self.now)
        if capacity != group.limit():
            taken = group.capacity - group.free()
            group.wanted = capacity if capacity < taken else None
            group.capacity = max(capacity, taken)
            group.offer_on(self.now)

    @rule(who=WHO)
    def pass_over(self, who: int) -> None:
        if found := self.pick(who):
            group, one = found
            if one.state != "waiting" or one.size <= group.free():
                with pytest.raises(registrations.NotPossibleError):
                    registrations.pass_over(one.key, by=self.by, now=self.now)
                return
            registrations.pass_over(one.key, by=self.by, now=self.now)
            one.is_passed = True
            group.offer_on(self.now)

    @rule(who=WHO, offer=st.booleans())
    def promote(self, who: int, offer: bool) -> None:
        if found := self.pick(who):
            group, one = found
            waits = one.state == "waiting" and one.size <= group.free()
            if not waits and not (one.state == "offered" and not offer):
                with pytest.raises((registrations.NoRoomError, registrations.NotPossibleError)):
                    registrations.promote(one.key, by=self.by, offer=offer, now=self.now)
                return
            registrations.promote(one.key, by=self.by, offer=offer, now=self.now)
            one.is_passed = False
            one.state, one.until = (
                ("offered", offer_deadline(self.now, None)) if offer else ("confirmed", None)
            )

    @rule(who=WHO)
    def put_back(self, who: int) -> None:
        if found := self.pick(who):
            group, one = found
            if one.state not in ("confirmed", "offered"):
                with pytest.raises(registrations.NotPossibleError):
                    registrations.put_back(one.key, by=self.by, now=self.now)
                return
            registrations.put_back(one.key, by=self.by, now=self.now)
            group.people.remove(one)
            group.people.append(one)
            one.state = "waiting"
            group.offer_on(self.now, but=one)

    @rule(who=WHO)
    def move(self, who: int) -> None:
        if found := self.pick(who):
            old, one = found
            new = next(group for group in self.groups if group is not old)
            if one.state == "withdrawn":
                with pytest.raises(registrations.NotPossibleError):
                    registrations.move(one.key, new.group.pk, by=self.by, now=self.now)
                return
            registrations.move(one.key, new.group.pk, by=self.by, now=self.now)
            takes = one.state == "confirmed" and one.size <= new.free()
            old.people.remove(one)
            new.people.append(one)
            one.is_passed = False
            one.state = "confirmed" if takes else "waiting"
            old.offer_on(self.now)
            new.offer_on(self.now)

    @rule(who=WHO, size=SIZES)
    def change(self, who: int, size: int) -> None:
        if found := self.pick(who):
            group, one = found
            more = size - one.size
            holds = one.state in ("confirmed", "offered")
            is_refused = one.state == "withdrawn" or (
                more > 0 and (size > group.limit() or (holds and not group.has_room(more)))
            )
            if is_refused:
                with pytest.raises(PlacesError):
                    registrations.change(one.key, size=size, now=self.now)
                return
            registrations.change(one.key, size=size, now=self.now)
            one.size = size
            if one.state == "waiting" and more > 0:
                group.people.remove(one)
                group.people.append(one)
                one.is_passed = False
            group.offer_on(self.now)

    @invariant()
    def everybody_is_where_the_ledger_says(self) -> None:
        for group in self.groups:
            rows = Registration.objects.filter(group=group.group).order_by("number")
            there = [(one.pk, one.size, one.state) for one in rows]
            assert there == [(one.key, one.size, one.state) for one in group.people]
            offers = {one.pk: one.offered_until for one in rows if one.offered_until}
            expected = {one.key: one.until for one in group.people if one.state == "offered"}
            assert offers == expected

    @invariant()
    def places_are_counted(self) -> None:
        for group in self.groups:
            row = Places.objects.get(pk=group.group.pk)
            held = Registration.objects.filter(group=group.group, state__in=HOLDING)
            assert row.taken == (held.aggregate(sum=Sum("size"))["sum"] or 0)
            assert (row.capacity, row.taken) == (group.capacity, group.capacity - group.free())
            assert row.taken <= row.capacity

    @invariant()
    def the_log_ends_with_what_is_true(self) -> None:
        for group in self.groups:
            last = group.group.log.order_by("-pk").first()
            places_now = Places.objects.get(pk=group.group.pk)
            assert (last.taken, last.capacity) == (places_now.taken, places_now.capacity)

    def teardown(self) -> None:
        """Read the log from its beginning: each line changes what was taken as it says."""
        for group in self.groups:
            taken = 0
            for line in group.group.log.order_by("pk"):
                factors = EFFECTS.get(Action(line.action))
                if factors is not None:
                    assert line.taken - taken in [line.size * factor for factor in factors]
                taken = line.taken
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [3, pytest.param(32, marks=pytest.mark.chaos)])
def test_places_are_right_whatever_happens(examples: int) -> None:
    few = settings(
        max_examples=examples,
        stateful_step_count=20,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(PlacesMachine, settings=few)
