"""The states of a case: one function for each change, and nothing else writes them."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cms.cases.enums import CLOSED_STATES, OPEN_STATES, Action, CaseState, Outcome
from cms.cases.models import Case
from cms.users.models import User

from . import appointments, case_split
from .audit_log import locked, log
from .errors import ClosedError, ConcurrentChangeError, EmptyError, MoveError, NotAllowedError
from .notifications import LetterKind, tell
from .permissions import cases_for
from .read_markers import NOTHING
from .transitions import MOVED, moved, step

_STEPS: Final = {
    CaseState.IN_TRIAGE: Action.TRIAGED,
    CaseState.ACCEPTED: Action.ACCEPTED,
    CaseState.IN_PROGRESS: Action.STARTED,
}
ANYBODY: Final = -1
"""Of whoever has a case: it does not matter who it is."""


@transaction.atomic
def triage(case_id: UUID, *, by: User, message: str = "", seen: int = NOTHING) -> Case:
    """Begin to check a case: state, due date, log, a message if there is one, a letter.

    Whoever begins takes a case that nobody has. Raises MoveError, and UnseenJoinedError if a case
    was joined with it after line ``seen`` of the log.
    """
    return _go_on(locked(case_id), CaseState.IN_TRIAGE, by, message, seen)


@transaction.atomic
def accept(case_id: UUID, *, by: User, message: str = "", seen: int = NOTHING) -> Case:
    """Accept a case; the effects and errors are those of :func:`triage`."""
    return _go_on(locked(case_id), CaseState.ACCEPTED, by, message, seen)


@transaction.atomic
def start(case_id: UUID, *, by: User, message: str = "", seen: int = NOTHING) -> Case:
    """Begin to work on a case; the effects and errors are those of :func:`triage`."""
    return _go_on(locked(case_id), CaseState.IN_PROGRESS, by, message, seen)


@transaction.atomic
def complete(
    case_id: UUID, *, by: User, outcome: Outcome, message: str = "", seen: int = NOTHING
) -> Case:
    """Complete a case with an outcome; closes it, the rest as :func:`triage`.

    Coming appointments are cancelled. Raises as :func:`triage`, and UnreadError if the sender has
    written since line ``seen`` of the log.
    """
    case = locked(case_id)
    case.outcome = Outcome(outcome)
    to = CaseState.COMPLETED
    return moved(case, to, Action.COMPLETED, by=by, message=message, seen=seen)


@transaction.atomic
def decline(case_id: UUID, *, by: User, message: str, seen: int = NOTHING) -> Case:
    """Decline a case and say why; the effects and errors are those of :func:`complete`.

    Raises EmptyError without a reason.
    """
    if not message.strip():
        raise EmptyError
    case, to = locked(case_id), CaseState.DECLINED
    return moved(case, to, Action.DECLINED, by=by, message=message, seen=seen)


@transaction.atomic
def withdraw(case_id: UUID) -> Case:
    """Withdraw a case for its sender alone: those joined with it go on.

    In order: what is joined parts, state, log, coming appointments cancelled, a letter, and one to
    whoever has it. Doing it twice is doing it once. Raises MoveError for one that ended otherwise.
    """
    case = locked(case_id)
    holder = (case.merged_into or case).assignee
    if case.state == CaseState.WITHDRAWN and case.merged_into is None:
        return case
    if (case.merged_into or case).state not in OPEN_STATES:
        raise MoveError(case, CaseState.WITHDRAWN)
    case_split.leave(case)
    if case.state != CaseState.WITHDRAWN:
        step(case, CaseState.WITHDRAWN)
    case.unanswered_since = None
    case.save(update_fields=[*MOVED, "unanswered_since"])
    log(case, Action.WITHDRAWN)
    appointments.cancel_coming(case)
    tell(case, LetterKind.STATE)
    if holder is not None:
        tell(case, LetterKind.WITHDRAWN, to=holder)
    return case


@transaction.atomic
def reopen(case_id: UUID, *, by: User, message: str = "", seen: int = NOTHING) -> Case:
    """Work again on a closed case: state, no outcome, due date, log, message, letter.

    Raises as :func:`triage`; MoveError is for one that is open, or was joined with another.
    """
    case = locked(case_id)
    if case.state not in CLOSED_STATES or case.merged_into_id:
        raise MoveError(case, CaseState.IN_PROGRESS)
    case.outcome = ""
    to = CaseState.IN_PROGRESS
    return moved(case, to, Action.REOPENED, by=by, message=message, seen=seen)


@transaction.atomic
def assign(case_id: UUID, *, to: User, by: User, had: int | None = ANYBODY) -> Case:
    """Give an open case to somebody: assignee, log, a letter unless they took it themselves.

    ``had`` is the id of whoever had it when ``by`` looked, None for nobody. Whoever loses it is
    told. Raises ClosedError, ConcurrentChangeError if somebody else has it by now, and
    NotAllowedError if ``to`` does not work on such cases.
    """
    case = _open(case_id)
    if not cases_for(to).filter(pk=case.pk).exists():
        raise NotAllowedError
    before = case.assignee
    if before == to:
        return case
    if had not in {ANYBODY, case.assignee_id}:
        raise ConcurrentChangeError(case)
    case.assignee = to
    case.save(update_fields=["assignee"])
    log(case, Action.ASSIGNED, by=by, to=to.pk)
    if to != by:
        tell(case, LetterKind.ASSIGNED)
    if before not in {None, by}:
        tell(case, LetterKind.TAKEN, to=before)
    return case


def open_cases_of(account: User) -> QuerySet[Case]:
    """Return the open cases that somebody works on."""
    return Case.objects.filter(assignee=account, closed_at=None)


def hand_over(account: User, successor: User | None, by: User | None) -> None:
    """Give the open cases of ``account`` to ``successor`` where they work on such, else back.

    The log names ``by``, or ``account`` itself where nobody else has done it.
    """
    for pk in list(open_cases_of(account).values_list("pk", flat=True)):
        if successor is not None and cases_for(successor).filter(pk=pk).exists():
            assign(pk, to=successor, by=by or account)
        else:
            release(pk, by=by or account)


@transaction.atomic
def release(case_id: UUID, *, by: User, had: int | None = ANYBODY) -> Case:
    """Give an open case back: no assignee, log. Raises as ``assign`` does."""
    case = _open(case_id)
    if case.assignee_id is None:
        return case
    if had not in {ANYBODY, case.assignee_id}:
        raise ConcurrentChangeError(case)
    case.assignee = None
    case.save(update_fields=["assignee"])
    log(case, Action.RELEASED, by=by)
    return case


@transaction.atomic
def set_due(case_id: UUID, *, on: date, by: User) -> Case:
    """Set the day by which an open case is due: due date, log. Raises ClosedError."""
    case = _open(case_id)
    if case.due_on != on:
        case.due_on, case.is_overdue_told = on, False
        case.save(update_fields=["due_on", "is_overdue_told"])
        log(case, Action.DUE, by=by, on=on.isoformat())
    return case


@transaction.atomic
def rate(case_id: UUID, *, stars: int, comment: str = "") -> Case:
    """Note how a completed case has helped, 1 to 5; a later rating takes its place.

    Each of those whose cases were joined says it of their own. Raises MoveError for a case that is
    not completed.
    """
    case = locked(case_id)
    if (case.merged_into or case).state != CaseState.COMPLETED:
        raise MoveError(case, CaseState.COMPLETED)
    case.rating, case.rating_comment = stars, comment.strip()
    case.save(update_fields=["rating", "rating_comment"])
    log(case, Action.RATED, stars=stars)
    return case


def _open(case_id: UUID) -> Case:
    case = locked(case_id)
    if case.state not in OPEN_STATES:
        raise ClosedError
    return case


def _go_on(case: Case, to: CaseState, by: User, message: str, seen: int) -> Case:
    if case.state in CLOSED_STATES:  # It is opened again first: without an outcome, if at all.
        raise MoveError(case, to)
    if case.assignee_id is None:
        case.assignee = by
        case.save(update_fields=["assignee"])
    return moved(case, to, _STEPS[to], by=by, message=message, seen=seen)
