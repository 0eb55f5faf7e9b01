"""Every move from every state: what is possible happens once, what is not changes nothing."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.utils import timezone

from cms.cases.domain import case_actions, case_merge, case_messages, errors, overdue
from cms.cases.domain.case_types import case_type_of
from cms.cases.domain.permissions import people_for
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import CLOSED_STATES, MOVES, OPEN_STATES, CaseState, Outcome
from cms.cases.models import Case
from cms.cases.rules import working_days
from cms.users import roles
from tests.factories.cases import COUNTY, ELSEWHERE, QUESTION, new_case, worker

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

S = CaseState
# What each function leads to, and how it is called.
FUNCTIONS: Final[dict[str, tuple[CaseState, Callable[..., Any]]]] = {
    "triage": (S.IN_TRIAGE, lambda case, by: case_actions.triage(case.pk, by=by)),
    "accept": (S.ACCEPTED, lambda case, by: case_actions.accept(case.pk, by=by)),
    "start": (S.IN_PROGRESS, lambda case, by: case_actions.start(case.pk, by=by)),
    "complete": (
        S.COMPLETED,
        lambda case, by: case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED),
    ),
    "decline": (S.DECLINED, lambda case, by: case_actions.decline(case.pk, by=by, message="Nie")),
    "withdraw": (S.WITHDRAWN, lambda case, _by: case_actions.withdraw(case.pk)),
    "reopen": (S.IN_PROGRESS, lambda case, by: case_actions.reopen(case.pk, by=by)),
}


def is_possible(name: str, state: CaseState) -> bool:
    """Closed cases are reopened and nothing else; open ones are not."""
    if name == "withdraw" and state == S.WITHDRAWN:
        return True  # Twice is once.
    if (name == "reopen") != (state in CLOSED_STATES):
        return False
    return FUNCTIONS[name][0] in MOVES[state]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_move_from_each_state(name: str) -> None:
    to, move = FUNCTIONS[name]
    by = worker(COUNTY)
    happened = {}
    for state in CaseState:
        closed_at = timezone.now() if state in CLOSED_STATES else None
        case = new_case(state=state, closed_at=closed_at)
        lines = case.events.count()
        try:
            move(case, by)
        except errors.MoveError:
            known = Case.objects.get(pk=case.pk)
            assert (known.state, known.assignee, case.events.count()) == (state, None, lines)
            happened[state] = False
        else:
            assert Case.objects.get(pk=case.pk).state == to
            happened[state] = True
    assert happened == {state: is_possible(name, state) for state in CaseState}


@pytest.mark.parametrize("to", sorted(OPEN_STATES - {S.RECEIVED}))
def test_a_move_sets_a_new_due_date_and_an_owner(to: CaseState) -> None:
    case, by = new_case(is_overdue_told=True), worker(COUNTY)
    name = next(name for name, (state, _move) in FUNCTIONS.items() if state == to)
    moved = FUNCTIONS[name][1](case, by)
    day = timezone.localdate(moved.changed_at)
    assert moved.due_on == working_days.after(day, case_type_of(case.kind).days[to])
    assert (moved.assignee, moved.is_overdue_told, moved.closed_at) == (by, False, None)
    assert moved.first_answered_at is None


def test_the_first_who_moves_a_case_has_it_and_keeps_it() -> None:
    case, first, second = new_case(), worker(COUNTY), worker(COUNTY)
    case_actions.triage(case.pk, by=first)
    assert case_actions.start(case.pk, by=second).assignee == first


@pytest.mark.parametrize("name", ["complete", "decline", "withdraw"])
def test_an_end_has_a_moment_and_no_due_date(name: str) -> None:
    ended = FUNCTIONS[name][1](new_case(), worker(COUNTY))
    assert (ended.closed_at, ended.due_on, ended.unanswered_since) == (ended.changed_at, None, None)
    assert ended.outcome == (Outcome.HELPED if name == "complete" else "")


def test_what_is_opened_again_has_no_outcome_and_is_due() -> None:
    case, by = new_case(), worker(COUNTY)
    case_actions.complete(case.pk, by=by, outcome=Outcome.PARTLY)
    again = case_actions.reopen(case.pk, by=by)
    assert (again.outcome, again.closed_at, again.due_on is None) == ("", None, False)


def test_no_reason_is_no_refusal() -> None:
    case = new_case()
    with pytest.raises(errors.EmptyError):
        case_actions.decline(case.pk, by=worker(COUNTY), message=" \n")
    assert Case.objects.get().state == S.RECEIVED


def test_what_was_joined_is_not_moved_again() -> None:
    by, case, main = worker(COUNTY), new_case(), new_case()
    case_merge.merge(case.pk, into=main.pk, by=by)
    for name in FUNCTIONS.keys() - {"withdraw"}:
        with pytest.raises(errors.MoveError):
            FUNCTIONS[name][1](case, by)
    assert Case.objects.get(pk=case.pk).state == S.WITHDRAWN


@pytest.mark.parametrize("state", sorted(CLOSED_STATES))
def test_a_closed_case_is_given_to_nobody_and_is_never_due(state: CaseState) -> None:
    by = worker(COUNTY)
    case = new_case(state=state, closed_at=timezone.now())
    calls: list[Callable[[], object]] = [
        lambda: case_actions.assign(case.pk, to=by, by=by),
        lambda: case_actions.release(case.pk, by=by),
        lambda: case_actions.set_due(case.pk, on=timezone.localdate(), by=by),
    ]
    for call in calls:
        with pytest.raises(errors.ClosedError):
            call()
    assert overdue.tell_overdue() == 0


def test_only_completed_help_is_rated_and_the_last_rating_counts() -> None:
    case, by = new_case(), worker(COUNTY)
    with pytest.raises(errors.MoveError):
        case_actions.rate(case.pk, stars=5)
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED)
    case_actions.rate(case.pk, stars=2)
    rated = case_actions.rate(case.pk, stars=5, comment=" Dobrze ")
    assert (rated.rating, rated.rating_comment) == (5, "Dobrze")


def test_a_case_goes_to_people_of_its_kind_and_county_alone() -> None:
    case = new_case()
    here, everywhere = worker(COUNTY), worker("*")
    others = [
        worker(ELSEWHERE),
        worker(),
        worker(COUNTY, role=roles.ADVISERS),
        worker(COUNTY, is_active=False),
        worker(COUNTY, role=roles.AUTHORS),
    ]
    assert set(people_for(case)) == {here, everywhere}
    for other in others:
        with pytest.raises(errors.NotAllowedError):
            case_actions.assign(case.pk, to=other, by=here)
    assert case_actions.assign(case.pk, to=everywhere, by=here).assignee == everywhere


def test_a_question_without_a_county_is_for_who_answers_for_all() -> None:
    case = new_case(QUESTION, county="")
    worker(COUNTY, role=roles.ADVISERS)
    everywhere = worker("*", role=roles.ADVISERS)
    assert list(people_for(case)) == [everywhere]


def test_an_answer_ends_the_wait_and_a_question_begins_it() -> None:
    case, by = new_case(), worker(COUNTY)
    begun = case.unanswered_since
    case_messages.hear(case.pk, text="Halo?")
    assert Case.objects.get().unanswered_since == begun
    case_messages.note(case.pk, text="Zadzwonić", by=by)
    assert Case.objects.get().unanswered_since == begun
    said = case_messages.write(case.pk, text="Jesteśmy", by=by, seen=EVERYTHING)
    known = Case.objects.get()
    assert (known.unanswered_since, known.first_answered_at) == (None, said.created_at)
    heard = case_messages.hear(case.pk, text="Dzięki")
    known = Case.objects.get()
    assert (known.unanswered_since, known.first_answered_at) == (heard.created_at, said.created_at)


def test_who_writes_after_the_end_is_heard_and_opens_nothing() -> None:
    case, by = new_case(), worker(COUNTY)
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED)
    case_messages.hear(case.pk, text="Jeszcze jedno")
    known = Case.objects.get()
    assert (known.state, known.unanswered_since is None) == (S.COMPLETED, False)
    Case.objects.update(texts_deleted_at=timezone.now())
    with pytest.raises(errors.ClosedError):
        case_messages.hear(case.pk, text="A teraz?")
