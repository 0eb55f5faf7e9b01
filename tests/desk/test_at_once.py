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

from cms.core.models import Letter
from cms.desk.domain import flow, merging, overdue, talking
from cms.desk.domain.errors import CaseError, MoveError
from cms.desk.enums import CaseState, Outcome
from cms.desk.models import Case, Message
from tests.factories.desk import COUNTY, new_case, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="Tests' SQLite is in memory, where writers do not wait for each other.",
    ),
]
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
        lambda: flow.triage(case.pk, by=one), lambda: flow.triage(case.pk, by=other)
    )
    assert isinstance(refused, MoveError)
    known = Case.objects.get()
    assert (known.assignee, known.state) == (one, CaseState.IN_TRIAGE)
    assert list(case.events.values_list("action", flat=True)) == ["received", "triaged"]
    assert Letter.objects.filter(kind="desk.state").count() == 1


def test_what_was_withdrawn_meanwhile_is_not_completed() -> None:
    case, by = new_case(), worker(COUNTY)
    refused = while_waiting(
        lambda: flow.withdraw(case.pk),
        lambda: flow.complete(case.pk, by=by, outcome=Outcome.HELPED),
    )
    assert isinstance(refused, MoveError)
    known = Case.objects.get()
    assert (known.state, known.outcome) == (CaseState.WITHDRAWN, "")


def test_who_writes_while_the_case_is_joined_is_heard_in_the_other_one() -> None:
    case, main, by = new_case(), new_case(), worker(COUNTY)
    while_waiting(
        lambda: merging.merge(case.pk, into=main.pk, by=by),
        lambda: talking.hear(case.pk, text="Halo"),
    )
    said = Message.objects.get()
    assert said.case == main
    assert list(talking.thread_of(Case.objects.get(pk=case.pk))) == [said]


def test_two_workers_tell_once_what_is_overdue() -> None:
    case, _by = new_case(), worker(COUNTY)
    Case.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert while_waiting(overdue.tell_overdue, overdue.tell_overdue) == 0
    assert case.events.filter(action="overdue").count() == 1
    assert Letter.objects.filter(kind="desk.overdue").count() == 1
