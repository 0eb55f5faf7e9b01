"""Two people at the same moment: the second decides by what the first has left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cms.background.models import Letter
from cms.cases.domain import case_actions, case_merge, case_messages, overdue
from cms.cases.domain.errors import (
    CaseError,
    ClosedError,
    ConcurrentChangeError,
    MoveError,
    UnreadError,
)
from cms.cases.domain.read_markers import read_marker
from cms.cases.enums import CaseState, Outcome
from cms.cases.models import Case, Message
from tests.factories.cases import COUNTY, new_case, worker

# Tests' SQLite is in memory, where writers do not wait for each other.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql(only=True)]
# So long a second one stands before the lock that the first one holds.
MEANWHILE = 0.3


def while_waiting(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """Run ``second`` so that it begins before ``first`` commits; return what came of it."""
    begun = Event()

    def run() -> Any:
        begun.set()
        try:
            return second()
        except CaseError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(run)
            begun.wait()
            sleep(MEANWHILE)
        return waiting.result()


def test_two_who_begin_the_same_case_are_one_who_begins_it() -> None:
    case, one, other = new_case(), worker(COUNTY), worker(COUNTY)
    refused = while_waiting(
        lambda: case_actions.triage(case.pk, by=one), lambda: case_actions.triage(case.pk, by=other)
    )
    assert isinstance(refused, MoveError)
    known = Case.objects.get()
    assert (known.assignee, known.state) == (one, CaseState.IN_TRIAGE)
    assert list(case.events.values_list("action", flat=True)) == ["received", "triaged"]
    assert Letter.objects.filter(kind="desk.state").count() == 1


def test_what_was_withdrawn_meanwhile_is_not_completed() -> None:
    case, by = new_case(), worker(COUNTY)
    refused = while_waiting(
        lambda: case_actions.withdraw(case.pk),
        lambda: case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED),
    )
    assert isinstance(refused, MoveError)
    known = Case.objects.get()
    assert (known.state, known.outcome) == (CaseState.WITHDRAWN, "")


def test_who_writes_while_the_case_is_joined_is_heard_in_the_other_one() -> None:
    case, main, by = new_case(), new_case(), worker(COUNTY)
    while_waiting(
        lambda: case_merge.merge(case.pk, into=main.pk, by=by),
        lambda: case_messages.hear(case.pk, text="Halo"),
    )
    said = Message.objects.get()
    assert said.case == case
    assert main.events.filter(action="heard").count() == 1
    assert list(case_messages.thread_of(Case.objects.get(pk=case.pk))) == [said]


def test_two_workers_tell_once_what_is_overdue() -> None:
    case, _by = new_case(), worker(COUNTY)
    Case.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert while_waiting(overdue.tell_overdue, overdue.tell_overdue) == 0
    assert case.events.filter(action="overdue").count() == 1
    assert Letter.objects.filter(kind="desk.overdue").count() == 1


def test_who_writes_while_an_answer_is_sent_still_waits() -> None:
    case, by = new_case(), worker(COUNTY)
    seen = read_marker(case)
    while_waiting(
        lambda: case_messages.hear(case.pk, text="PILNE"),
        lambda: case_messages.write(case.pk, text="Dzień dobry", by=by, seen=seen),
    )
    assert Case.objects.get().unanswered_since == Message.objects.get(text="PILNE").created_at


def test_nothing_is_completed_over_words_that_came_at_that_moment() -> None:
    case, by = new_case(), worker(COUNTY)
    seen = read_marker(case)
    refused = while_waiting(
        lambda: case_messages.hear(case.pk, text="PILNE"),
        lambda: case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED, seen=seen),
    )
    assert isinstance(refused, UnreadError)
    assert Case.objects.get().closed_at is None


def test_a_case_that_is_joined_while_the_main_sender_withdraws_goes_on() -> None:
    main, case, by = new_case(), new_case(), worker(COUNTY)
    while_waiting(
        lambda: case_merge.merge(case.pk, into=main.pk, by=by),
        lambda: case_actions.withdraw(main.pk),
    )
    known = Case.objects.get(pk=case.pk)
    assert (known.merged_into, known.closed_at) == (None, None)
    assert Case.objects.get(pk=main.pk).state == CaseState.WITHDRAWN


def test_two_joinings_across_do_not_wait_in_a_circle() -> None:
    one, other, by = new_case(), new_case(), worker(COUNTY)
    refused = while_waiting(
        lambda: case_merge.merge(one.pk, into=other.pk, by=by),
        lambda: case_merge.merge(other.pk, into=one.pk, by=by),
    )
    assert isinstance(refused, ClosedError)
    assert Case.objects.get(pk=one.pk).merged_into == other


def test_of_two_who_take_a_case_one_has_it_and_the_other_is_told() -> None:
    case, one, other = new_case(), worker(COUNTY), worker(COUNTY)
    late = while_waiting(
        lambda: case_actions.assign(case.pk, to=one, by=one, had=None),
        lambda: case_actions.assign(case.pk, to=other, by=other, had=None),
    )
    assert isinstance(late, ConcurrentChangeError)
    assert Case.objects.get().assignee == one
