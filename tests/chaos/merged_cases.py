"""A command in which several people join, part, withdraw, erase and write at the same moment.

Afterwards it looks whether a word is lost or a case ended that its sender did not end.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection

from cms.cases.domain import (
    case_actions,
    case_merge,
    case_messages,
    case_split,
    personal_data,
    retention,
)
from cms.cases.domain.errors import CaseError
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import OPEN_STATES, Voice
from cms.cases.models import Case, Message
from tests.cases.case_histories import administrator
from tests.factories.cases import COUNTY, new_case, worker

THREADS = 4
ENDING = 0.02  # Of all that is done; what has ended cannot be hurt any more.


class Desk:
    """Some cases, and what was acknowledged to whom: lists are added to and nothing else."""

    def __init__(self, name: int, count: int) -> None:
        self.by, self.root = worker(COUNTY), administrator()
        emails = [f"s{name}.{number}@example.org" for number in range(count)]
        self.emails = {new_case(email=email).pk: email for email in emails}
        self.heard: list[tuple[UUID, str]] = []
        self.ended: set[UUID] = set()
        self.erased: set[UUID] = set()

    def hear(self, random: Random, case: UUID) -> None:
        text = f"sender {case} {random.random()}"
        case_messages.hear(case, text=text)
        self.heard.append((case, text))

    def act(self, random: Random) -> None:
        case, other = random.choices([*self.emails], k=2)
        if random.random() < ENDING:
            random.choice([self.withdraw, self.erase])(case)
            return
        acts: list[Callable[[], Any]] = [
            *[lambda: self.hear(random, case)] * 4,
            *[lambda: case_merge.merge(case, into=other, by=self.by)] * 4,
            *[lambda: case_split.split(case, by=self.by)] * 2,
            *[lambda: case_messages.write(case, text="desk", by=self.by, seen=EVERYTHING)] * 2,
            retention.delete_due,
        ]
        random.choice(acts)()

    def withdraw(self, case: UUID) -> None:
        case_actions.withdraw(case)
        self.ended.add(case)

    def erase(self, case: UUID) -> None:
        self.erased.add(case)  # From now on: what is heard before may be gone, or not.
        personal_data.erase(self.emails[case], self.root)

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


def check_waits(cases: dict[UUID, Case]) -> None:
    """Assert that nobody waits unseen, and that who is said to wait has said something."""
    groups: dict[UUID, list[Case]] = {}
    for case in cases.values():
        groups.setdefault(case.merged_into_id or case.pk, []).append(case)
    for main, group in groups.items():
        since = cases[main].unanswered_since
        waits = [moment for case in group if (moment := waiting_since(case))]
        assert not [case for case in group if case.pk != main and case.unanswered_since]
        if cases[main].state in OPEN_STATES and waits:
            assert since is not None
            assert since <= min(waits)
        assert since is None or since in {each for case in group for each in spoken(case)}


def spoken(case: Case) -> list[datetime]:
    """Return when a case's own sender asked and wrote."""
    said = case.messages.filter(voice=Voice.SENDER).order_by("created_at")
    return [case.received_at, *said.values_list("created_at", flat=True)]


def waiting_since(case: Case) -> datetime | None:
    """Return when a sender said the first thing after the last answer to them, None for nothing."""
    answers = case_messages.thread_of(case).filter(voice=Voice.DESK)
    last = max((one.created_at for one in answers), default=None)
    return next((moment for moment in spoken(case) if last is None or moment > last), None)


def check(desk: Desk) -> None:
    mine = Case.objects.filter(pk__in=desk.emails).select_related("merged_into")
    cases = {case.pk: case for case in mine}
    for case in cases.values():
        if case.merged_into is not None:
            assert case.merged_into.merged_into_id is None
            assert case.merged_into.state in OPEN_STATES
        if case.pk not in desk.ended | desk.erased:
            assert (case.merged_into or case).state in OPEN_STATES
    check_waits(cases)
    for case_id, text in desk.heard:
        said = {one.text for one in case_messages.thread_of(cases[case_id])}
        assert (text in said) or case_id in desk.erased
    for case_id in desk.erased:
        assert (cases[case_id].email, cases[case_id].texts_deleted_at is None) == ("", False)
        assert not Message.objects.filter(text__startswith=f"sender {case_id}").exists()


def main(rounds: int, cases: int, steps: int) -> None:
    said = 0
    for number in range(rounds):
        desk = Desk(number, cases)
        with ThreadPoolExecutor(THREADS) as pool:
            seeds = range(number * THREADS, (number + 1) * THREADS)
            for done in [pool.submit(desk.work, seed, steps) for seed in seeds]:
                done.result()
        check(desk)
        said += len(desk.heard)
    sys.stdout.write(f"{rounds} times {cases} cases, {said} messages")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
