"""The states of a case: one function for each change, and nothing else writes them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.desk.enums import CLOSED_STATES, MOVES, OPEN_STATES, Action, CaseState, Outcome
from cms.desk.models import Case
from cms.users.models import User

from .errors import ClosedError, EmptyError, MoveError, NotAllowedError
from .journal import locked, log
from .planning import due_in
from .rights import cases_for
from .saying import say
from .telling import LetterKind, tell

_MOVED = ["state", "due_on", "is_overdue_told", "changed_at", "closed_at", "outcome"]
_ANSWERED = ["unanswered_since", "first_answered_at"]


@transaction.atomic
def triage(case_id: UUID, *, by: User, message: str = "") -> Case:
    """Begin to check a case: state, due date, log, a message if there is one, a letter.

    Whoever begins takes a case that nobody has. Raises MoveError.
    """
    return _go_on(case_id, CaseState.IN_TRIAGE, Action.TRIAGED, by, message)


@transaction.atomic
def accept(case_id: UUID, *, by: User, message: str = "") -> Case:
    """Accept a case; the effects are those of :func:`triage`. Raises MoveError."""
    return _go_on(case_id, CaseState.ACCEPTED, Action.ACCEPTED, by, message)


@transaction.atomic
def start(case_id: UUID, *, by: User, message: str = "") -> Case:
    """Begin to work on a case; the effects are those of :func:`triage`. Raises MoveError."""
    return _go_on(case_id, CaseState.IN_PROGRESS, Action.STARTED, by, message)


@transaction.atomic
def complete(case_id: UUID, *, by: User, outcome: Outcome, message: str = "") -> Case:
    """Complete a case with an outcome; closes it, the rest as :func:`triage`. Raises MoveError."""
    case = locked(case_id)
    case.outcome = Outcome(outcome)
    return _moved(case, CaseState.COMPLETED, Action.COMPLETED, by, message)


@transaction.atomic
def decline(case_id: UUID, *, by: User, message: str) -> Case:
    """Decline a case and say why; closes it, the rest as :func:`triage`.

    Raises MoveError, and EmptyError without a reason.
    """
    if not message.strip():
        raise EmptyError
    return _moved(locked(case_id), CaseState.DECLINED, Action.DECLINED, by, message)


@transaction.atomic
def withdraw(case_id: UUID) -> Case:
    """Withdraw a case for its sender: state, log, a letter, and one to whoever has it.

    Doing it twice is doing it once. Raises MoveError for one that ended otherwise.
    """
    case = locked(case_id)
    if case.state == CaseState.WITHDRAWN:
        return case
    _move(case, CaseState.WITHDRAWN)
    case.unanswered_since = None
    case.save(update_fields=[*_MOVED, "unanswered_since"])
    log(case, Action.WITHDRAWN)
    tell(case, LetterKind.STATE)
    if case.assignee_id:
        tell(case, LetterKind.WITHDRAWN)
    return case


@transaction.atomic
def reopen(case_id: UUID, *, by: User, message: str = "") -> Case:
    """Work again on a closed case: state, no outcome, due date, log, message, letter.

    Raises MoveError for one that is open, or was joined with another.
    """
    case = locked(case_id)
    if case.state not in CLOSED_STATES or case.merged_into_id:
        raise MoveError(case, CaseState.IN_PROGRESS)
    case.outcome = ""
    return _moved(case, CaseState.IN_PROGRESS, Action.REOPENED, by, message)


@transaction.atomic
def assign(case_id: UUID, *, to: User, by: User) -> Case:
    """Give an open case to somebody: assignee, log, a letter unless they took it themselves.

    Raises ClosedError, NotAllowedError if ``to`` does not work on such cases.
    """
    case = _open(case_id)
    if not cases_for(to).filter(pk=case.pk).exists():
        raise NotAllowedError
    if case.assignee_id == to.pk:
        return case
    case.assignee = to
    case.save(update_fields=["assignee"])
    log(case, Action.ASSIGNED, by=by, to=to.pk)
    if to != by:
        tell(case, LetterKind.ASSIGNED)
    return case


@transaction.atomic
def release(case_id: UUID, *, by: User) -> Case:
    """Give an open case back: no assignee, log. Raises ClosedError."""
    case = _open(case_id)
    if case.assignee_id is not None:
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

    Raises MoveError for a case that is not completed.
    """
    case = locked(case_id)
    if case.state != CaseState.COMPLETED:
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


def _go_on(case_id: UUID, to: CaseState, action: Action, by: User, message: str) -> Case:
    case = locked(case_id)
    if case.state in CLOSED_STATES:  # It is opened again first: without an outcome, if at all.
        raise MoveError(case, to)
    if case.assignee_id is None:
        case.assignee = by
        case.save(update_fields=["assignee"])
    return _moved(case, to, action, by, message)


def _moved(case: Case, to: CaseState, action: Action, by: User, message: str) -> Case:
    now = timezone.now()
    _move(case, to, now)
    case.first_answered_at = case.first_answered_at or now
    if message.strip() or to in CLOSED_STATES:
        case.unanswered_since = None
    case.save(update_fields=[*_MOVED, *_ANSWERED])
    log(case, action, by=by, outcome=case.outcome or None)
    if message.strip():
        say(case, message, by=by)
    tell(case, LetterKind.STATE)
    return case


def _move(case: Case, to: CaseState, now: datetime | None = None) -> None:
    if to not in MOVES[CaseState(case.state)]:
        raise MoveError(case, to)
    now = now or timezone.now()
    is_closed = to in CLOSED_STATES
    case.state, case.changed_at = to, now
    case.closed_at = now if is_closed else None
    case.due_on = None if is_closed else due_in(case.kind, to, now)
    case.is_overdue_told = False
