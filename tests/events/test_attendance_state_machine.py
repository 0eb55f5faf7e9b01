"""Whatever happens in whatever order, by two people at once: what was noted stays noted.

The ledger below is only added to, and written anew from the rules: who had a place from when until
when, what was noted of whom, which papers were handed out. There is room for everybody.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from events.domain import registrations
from events.domain.activity_statistics import counted, total
from events.domain.attendance import lines_of, record
from events.domain.certificates import issue, paper
from events.domain.registrations import ParticipantInput
from events.enums import Kind, Party
from events.models import Attendance, Certificate, Occurrence, Participant, Registration
from tests.factories import UserFactory
from tests.factories.events import ActivityPageFactory, add_date, open_group, sign_up

pytestmark = pytest.mark.postgresql

START: Final = datetime(2027, 3, 1, 9, tzinfo=UTC)
WEEK: Final = timedelta(weeks=1)
DATES: Final = 4
WHO = st.integers(0, 30)


@dataclass(eq=False)
class Span:
    """From when until when somebody was somewhere; None: they still are."""

    since: datetime
    until: datetime | None = None
    group: int = 0

    def meets(self, date: Occurrence) -> bool:
        return self.since < date.ends_at and (self.until is None or self.until > date.starts_at)


@dataclass(eq=False)
class Child:
    key: int
    name: str
    there: Span
    family: "Family"


@dataclass(eq=False)
class Family:
    key: UUID
    stays: list[Span] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)

    @property
    def stay(self) -> Span | None:
        return self.stays[-1] if self.stays[-1].until is None else None

    def coming(self) -> list[Child]:
        return [each for each in self.children if each.there.until is None]


class AttendanceMachine(RuleBasedStateMachine):
    """Two groups of one activity with a date a week."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now, self.by, self.count = START, UserFactory(), 0
        activity = ActivityPageFactory(kind=Kind.POLISH_COURSE, party=Party.CHILDREN)
        given: dict[str, Any] = {"capacity": 99, "max_party": 9, "has_certificates": True}
        self.groups = [open_group(activity, certificate_percent=50, **given) for _ in range(2)]
        self.dates = [
            add_date(group, START + WEEK * (week + 1))
            for group in self.groups
            for week in range(DATES)
        ]
        self.cancelled: dict[int, datetime] = {}
        self.families: list[Family] = []
        self.noted: dict[tuple[int, int], bool] = {}
        self.papers: dict[int, dict[str, Any]] = {}

    def is_over(self, group: int) -> bool:
        return all(one.starts_at <= self.now for one in self.held(group))

    def held(self, group: int) -> list[Occurrence]:
        off = self.cancelled.get(group)
        mine = [one for one in self.dates if one.group_id == group]
        return [one for one in mine if off is None or one.starts_at <= off]

    def family(self, who: int) -> Family | None:
        here = [each for each in self.families if each.stay]
        return here[who % len(here)] if here else None

    def was_noted(self, family: Family) -> bool:
        stay = family.stay
        assert stay
        keys = {(child.key, one.pk) for child in family.children for one in self.held(stay.group)}
        return self.is_over(stay.group) and bool(keys & self.noted.keys())

    def seen_anew(self, family: Family) -> None:
        """Write down whoever is there and was not: nobody who is known has become another."""
        rows = Participant.objects.filter(registration=family.key)
        known = {each.key: each for each in family.children}
        for one in rows:
            if one.pk not in known:
                family.children.append(Child(one.pk, one.name, Span(self.now), family))
            else:
                assert one.name == known[one.pk].name
        assert {one.pk for one in rows} == {each.key for each in family.coming()}

    def names(self, count: int) -> list[ParticipantInput]:
        self.count += count
        return [ParticipantInput(age=7, name=f"Dziecko {self.count - n}") for n in range(count)]

    @rule(at=st.integers(0, 1), size=st.integers(1, 3))
    def sign_up(self, at: int, size: int) -> None:
        group = self.groups[at]
        if self.is_over(group.pk) or group.pk in self.cancelled:
            return
        made = sign_up(group, size, now=self.now, by=self.by, participants=tuple(self.names(size)))
        family = Family(made.pk, [Span(self.now, group=group.pk)])
        self.families.append(family)
        self.seen_anew(family)

    @rule(days=st.sampled_from([1, 3, 8]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=WHO)
    def move(self, who: int) -> None:
        family = self.family(who)
        if not family or not family.stay:
            return
        stay = family.stay
        other = next(each.pk for each in self.groups if each.pk != stay.group)
        if other in self.cancelled or self.was_noted(family):
            with pytest.raises(registrations.NotPossibleError):
                registrations.move(family.key, other, by=self.by, now=self.now)
            return
        registrations.move(family.key, other, by=self.by, now=self.now)
        stay.until = self.now
        family.stays.append(Span(self.now, group=other))

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        family = self.family(who)
        if family and family.stay:
            if self.was_noted(family):
                with pytest.raises(registrations.NotPossibleError):
                    registrations.withdraw(family.key, now=self.now)
                return
            registrations.withdraw(family.key, now=self.now)
            family.stay.until = self.now

    @rule(who=WHO, leaving=st.integers(0, 2), more=st.integers(0, 2))
    def resize(self, who: int, leaving: int, more: int) -> None:
        family = self.family(who)
        if not family or not family.stay:
            return
        staying = family.coming()[leaving:]
        said = [ParticipantInput(id=each.key, age=8) for each in reversed(staying)] + self.names(
            more
        )
        is_same_size = len(said) == len(family.coming())
        if not staying or (self.was_noted(family) and not is_same_size):
            return
        registrations.change(
            family.key, size=len(said), participants=said, by=self.by, now=self.now
        )
        for each in family.coming():
            if each not in staying:
                each.there.until = self.now
        self.seen_anew(family)

    @rule(at=st.integers(0, 1))
    def cancel(self, at: int) -> None:
        group = self.groups[at].pk
        if group in self.cancelled or self.now < START + WEEK * 2:
            return
        ended = [
            each
            for each in self.families
            if each.stay and each.stay.group == group and not self.was_noted(each)
        ]
        registrations.cancel_group(group, by=self.by, now=self.now)
        self.cancelled[group] = self.now
        for family in ended:
            family.stays[-1].until = self.now

    @rule(who=WHO, at=st.integers(0, 2 * DATES - 1), value=st.booleans(), is_late=st.booleans())
    def note(self, who: int, at: int, value: bool, is_late: bool) -> None:
        """Note somebody; ``is_late``: from a page opened before another person noted the other."""
        children = [child for each in self.families for child in each.children]
        date = self.dates[at]
        if not children or date.starts_at > self.now:
            return
        child = children[who % len(children)]
        key = (child.key, date.pk)
        before = self.noted.get(key)
        seen = {child.key: (not value if before is None else None) if is_late else before}
        done = record(date.pk, {child.key: value}, by=self.by, seen=seen, now=self.now)
        if not self.is_on_sheet(child, date) or before == value:
            assert (done.changed, done.differing) == (0, ())
        elif is_late:
            assert (done.changed, done.differing) == (0, (child.key,))
        else:
            assert done.changed == 1
            self.noted[key] = value

    def is_on_sheet(self, child: Child, date: Occurrence) -> bool:
        stay = child.family.stay
        is_here = bool(stay and stay.group == date.group_id) and child.there.until is None
        return is_here or (child.key, date.pk) in self.noted or self.was_expected(child, date)

    def was_expected(self, child: Child, date: Occurrence) -> bool:
        stays = [each for each in child.family.stays if each.group == date.group_id]
        return child.there.meets(date) and any(stay.meets(date) for stay in stays)

    @rule(who=WHO)
    def certificate(self, who: int) -> None:
        family = self.family(who)
        if family and family.stay:
            found = Registration.objects.get(pk=family.key)
            made = issue(found, by=self.by, now=self.now)
            earned = [each.key for each in family.coming() if self.has_earned(each, family.stay)]
            issued = {row["participant"] for row in self.papers.values()}
            assert {one.participant_id for one in made} <= set(earned)
            assert set(earned) <= {one.participant_id for one in made} | issued
            for one in made:
                self.papers[one.pk] = {"participant": one.participant_id, **self.said(one)}

    def has_earned(self, child: Child, stay: Span) -> bool:
        here = self.held(stay.group)
        if not here or max(one.ends_at for one in here) > self.now:
            return False
        mine = [
            one
            for one in self.dates
            if (child.key, one.pk) in self.noted
            or (one in self.held(one.group_id) and self.was_expected(child, one))
        ]
        present = [one for one in mine if self.noted.get((child.key, one.pk))]
        return bool(present) and 2 * len(present) >= len(mine)

    @staticmethod
    def said(one: Certificate) -> dict[str, Any]:
        return {"name": one.name, "facts": one.facts, "number": one.number}

    @invariant()
    def what_was_noted_is_noted(self) -> None:
        rows = Attendance.objects.filter(occurrence__group__in=self.groups)
        found = {
            (who, date): there
            for who, date, there in rows.values_list("participant", "occurrence", "is_present")
        }
        assert found == self.noted

    @invariant()
    def everybody_is_on_their_sheets(self) -> None:
        children = [child for each in self.families for child in each.children]
        for date in self.dates[:: DATES - 1]:
            there = {line.participant.pk for line in lines_of(date)}
            assert there == {each.key for each in children if self.is_on_sheet(each, date)}

    @invariant()
    def numbers_are_those_of_the_ledger(self) -> None:
        numbers = total(counted(START.date(), START.date() + timedelta(days=99)))
        there = [key for key, value in self.noted.items() if value]
        group_of = {one.pk: one.group_id for one in self.dates}
        assert numbers.visits == len(there)
        assert numbers.attended == len({(who, group_of[date]) for who, date in there})
        assert numbers.dates == sum(len(self.held(group.pk)) for group in self.groups)

    @invariant()
    def papers_stay_as_they_were_handed_out(self) -> None:
        for one in Certificate.objects.filter(pk__in=self.papers):
            assert self.said(one).items() <= self.papers[one.pk].items()
        assert Certificate.objects.filter(group__in=self.groups).count() == len(self.papers)

    def teardown(self) -> None:
        """Draw what was handed out last, and leave nothing to the next example."""
        last = Certificate.objects.filter(pk__in=self.papers).last()
        if last:
            assert paper([last], "uk")
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [3, pytest.param(40, marks=pytest.mark.chaos)])
def test_nothing_that_happened_is_unsaid(examples: int) -> None:
    few = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AttendanceMachine, settings=few)
