"""Whatever two people at the desk and the senders do, nothing that happened is unsaid later."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

import pytest
from django.utils import timezone

from cms.cases.domain import (
    case_actions,
    case_list,
    case_merge,
    case_messages,
    case_split,
    personal_data,
    retention,
)
from cms.cases.domain.errors import CaseError, UnreadError, UnseenJoinedError
from cms.cases.domain.read_markers import read_marker
from cms.cases.enums import OPEN_STATES, Outcome
from cms.cases.models import Case, CaseEvent, Message
from cms.users.models import User
from school_support.domain import request_statistics
from tests.cases.case_histories import administrator
from tests.cases.case_model import Fact, Ledger
from tests.factories.cases import COUNTY, new_case, worker

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

STEPS: Final = 30
Page = tuple[int, frozenset[Fact]]


class Life:
    """Cases that two people work on, each by pages that they opened some time ago."""

    def __init__(self, seed: int) -> None:
        self.random, self.ledger = Random(seed), Ledger()
        self.people: list[User] = [worker(COUNTY), worker(COUNTY)]
        self.pages: dict[tuple[int, UUID], Page] = {}
        self.log: list[dict[str, Any]] = []

    def any_case(self) -> Case:
        return Case.objects.get(pk=self.random.choice(self.ledger.came))

    def person(self) -> User:
        return self.random.choice(self.people)

    def look(self) -> None:
        case, person = self.any_case(), self.person()
        self.pages[person.pk, case.pk] = (read_marker(case), self.ledger.seen(case.pk))

    def open(self) -> None:
        number = len(self.ledger.came)
        self.ledger.opened(new_case(email=f"sender{number}@example.org").pk)

    def hear(self) -> None:
        case, text = self.any_case(), f"sender {self.random.random()}"
        case_messages.hear(case.pk, text=text)
        self.ledger.heard(case.pk, text)

    def write(self) -> None:
        case, person, text = self.any_case(), self.person(), f"desk {self.random.random()}"
        line, seen = self.pages.get((person.pk, case.pk), (0, frozenset()))
        case_messages.write(case.pk, text=text, by=person, seen=line)
        self.ledger.answered(case.pk, seen, text)

    def end(self) -> None:
        case, person = self.any_case(), self.person()
        line, seen = self.pages.get((person.pk, case.pk), (0, frozenset()))
        case_actions.complete(case.pk, by=person, outcome=Outcome.HELPED, seen=line)
        self.ledger.answered(case.pk, seen, "")
        self.ledger.ended.add(case.pk)

    def reopen(self) -> None:
        case = self.any_case()
        case_actions.reopen(case.pk, by=self.person())
        self.ledger.ended.discard(case.pk)

    def join(self) -> None:
        case, main = self.any_case(), self.any_case()
        case_merge.merge(case.pk, into=main.pk, by=self.person())
        self.ledger.joined(case.pk, main.pk)

    def part(self) -> None:
        case = self.any_case()
        case_split.split(case.pk, by=self.person())
        self.ledger.parted(case.pk)

    def withdraw(self) -> None:
        case = self.any_case()
        case_actions.withdraw(case.pk)
        self.leave(case.pk)

    def erase(self) -> None:
        case = self.any_case()
        if case.email:
            personal_data.erase(case.email, administrator())
            self.leave(case.pk)
            self.ledger.erased.add(case.pk)

    def leave(self, case: UUID) -> None:
        self.ledger.parted(case)
        self.ledger.ended.add(case)
        self.ledger.waits[case].clear()

    def retain(self) -> None:
        over = {case for case in self.ledger.came if self.ledger.is_over(case)}
        retention.delete_due(timezone.now() + timedelta(days=400))
        self.ledger.erased |= over
        for case in over:
            self.ledger.waits[case].clear()

    def check(self) -> None:
        living = [case for case in self.ledger.came if case not in self.ledger.erased]
        for case in living:
            known = Case.objects.select_related("merged_into").get(pk=case)
            said = sorted(one.text for one in case_messages.thread_of(known))
            assert said == sorted(self.ledger.own[case] + self.ledger.told[case])
            standing = known.merged_into or known
            assert (standing.state in OPEN_STATES) == (not self.ledger.is_over(case))
            if self.ledger.waiting(case):
                assert standing.unanswered_since is not None
        readable = {text for case in living for text in self.ledger.own[case]}
        readable |= {text for case in living for text in self.ledger.told[case]}
        assert set(Message.objects.exclude(text="").values_list("text", flat=True)) == readable
        self.check_numbers()
        lines = list(CaseEvent.objects.order_by("pk").values())
        assert lines[: len(self.log)] == self.log
        self.log = lines

    def check_numbers(self) -> None:
        """Compare the piles of the inbox and the year's statistics with the ledger."""
        standing = [case for case in self.ledger.came if case not in self.ledger.main]
        going_on = [case for case in standing if not self.ledger.is_over(case)]
        piles = case_list.counts(self.people[0])
        closed = len(self.ledger.came) - len(going_on)  # Those that lead on to another, too.
        assert (piles["open"], piles["closed"]) == (len(going_on), closed)
        today = timezone.localdate()
        rows = request_statistics.counted(today - timedelta(days=1), today)
        answered = sum(row.answered_in is not None for row in rows)
        assert len(rows) == len(standing)
        assert answered >= len([case for case in standing if self.ledger.told[case]])


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.chaos) for seed in range(2, 16))]
)
def test_nothing_that_happened_is_unsaid(seed: int) -> None:
    life = Life(seed)
    for _each in range(3):
        life.open()
    steps: list[Callable[[], None]] = [
        *[life.look, life.hear, life.write] * 3,
        *[life.join, life.part] * 2,
        *[life.open, life.end, life.reopen, life.withdraw, life.erase, life.retain],
    ]
    refused = 0
    for _each in range(STEPS):
        try:
            life.random.choice(steps)()
        except UnreadError:
            refused += 1
        except CaseError:
            pass
        life.check()


@pytest.mark.parametrize("end", ["withdraw", "erase"])
def test_an_answer_from_an_old_page_hides_nobody_whatever_ended_meanwhile(end: str) -> None:
    life = Life(0)
    for _each in range(3):
        life.open()
    main, *others = life.ledger.came
    for other in others:
        case_merge.merge(other, into=main, by=life.people[0])
        life.ledger.joined(other, main)
    line, seen = read_marker(Case.objects.get(pk=others[0])), life.ledger.seen(others[0])
    case_messages.hear(others[1], text="pilne")
    life.ledger.heard(others[1], "pilne")
    life.random.choice = lambda _cases: main  # type: ignore[method-assign,assignment]  # The main case.
    getattr(life, end)()
    life.check()
    assert life.ledger.unseen(others[0], seen)
    with pytest.raises(UnseenJoinedError):
        case_messages.write(others[0], text="stare", by=life.people[1], seen=line)
    life.check()
