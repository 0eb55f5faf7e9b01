"""Joined cases while several people join, part, withdraw, erase and write at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from cms.desk.domain import flow, merging, parting, person_data, retention, talking
from cms.desk.domain.errors import CaseError
from cms.desk.domain.reading import EVERYTHING
from cms.desk.enums import OPEN_STATES
from cms.desk.models import Case, Message
from tests.desk.lives import administrator
from tests.factories.desk import COUNTY, new_case, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="Tests' SQLite is in memory, where writers do not wait for each other.",
    ),
]
THREADS = 4


class Desk:
    """Some cases, and what was acknowledged to whom: lists are added to and nothing else."""

    def __init__(self, count: int) -> None:
        self.by, self.root = worker(COUNTY), administrator()
        self.cases = [new_case(email=f"s{number}@example.org").pk for number in range(count)]
        self.heard: list[tuple[UUID, str]] = []
        self.ended: set[UUID] = set()
        self.erased: set[UUID] = set()

    def hear(self, random: Random, case: UUID) -> None:
        text = f"sender {case} {random.random()}"
        talking.hear(case, text=text)
        self.heard.append((case, text))

    def act(self, random: Random) -> None:
        case, other = random.choice(self.cases), random.choice(self.cases)
        acts: list[Callable[[], Any]] = [
            *[lambda: self.hear(random, case)] * 4,
            *[lambda: merging.merge(case, into=other, by=self.by)] * 3,
            lambda: parting.split(case, by=self.by),
            lambda: talking.write(case, text=f"desk {case}", by=self.by, seen=EVERYTHING),
            lambda: self.withdraw(case),
            lambda: self.erase(case),
            retention.delete_due,
        ]
        random.choice(acts)()

    def withdraw(self, case: UUID) -> None:
        flow.withdraw(case)
        self.ended.add(case)

    def erase(self, case: UUID) -> None:
        self.erased.add(case)  # From now on: what is heard before may be gone, or not.
        email = f"s{self.cases.index(case)}@example.org"
        person_data.erase(email, self.root)

    def work(self, seed: int, steps: int) -> None:
        random = Random(seed)
        try:
            for _each in range(steps):
                try:
                    self.act(random)
                except CaseError:
                    continue
        finally:
            connection.close()


def check(desk: Desk) -> None:
    cases = {case.pk: case for case in Case.objects.select_related("merged_into")}
    for case in cases.values():
        if case.merged_into is not None:
            assert case.merged_into.merged_into_id is None
            assert case.merged_into.state in OPEN_STATES
        if case.pk not in desk.ended | desk.erased:
            assert (case.merged_into or case).state in OPEN_STATES
    for case_id, text in desk.heard:
        said = {one.text for one in talking.thread_of(cases[case_id])}
        assert (text in said) or case_id in desk.erased
    for case_id in desk.erased:
        assert (cases[case_id].email, cases[case_id].texts_deleted_at is None) == ("", False)
        assert not Message.objects.filter(text__startswith=f"sender {case_id}").exists()


def run(cases: int, steps: int) -> None:
    desk = Desk(cases)
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(desk.work, seed, steps) for seed in range(THREADS)]:
            done.result()
    check(desk)


def test_four_people_at_once_neither_wait_in_a_circle_nor_lose_a_word() -> None:
    run(cases=6, steps=15)


@pytest.mark.chaos
def test_joined_cases_under_erasure_and_withdrawal() -> None:
    for _each in range(10):
        run(cases=8, steps=120)
