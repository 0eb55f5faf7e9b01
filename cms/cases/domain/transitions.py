"""How a case comes from one state to another, and what goes along with it."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from cms.cases.enums import CLOSED_STATES, MOVES, Action, CaseState
from cms.cases.models import Case
from cms.users.models import User

from . import appointments
from .audit_log import log
from .case_types import case_type_of
from .due_dates import due_in
from .errors import MoveError, UnreadError
from .message_creation import say
from .notifications import LetterKind, tell
from .read_markers import check_joined_seen, unread_since

MOVED: Final = ("state", "due_on", "is_overdue_told", "changed_at", "closed_at", "outcome")
_ANSWERED: Final = ("unanswered_since", "first_answered_at")


def moved(case: Case, to: CaseState, action: Action, *, by: User, message: str, seen: int) -> Case:
    """Move a locked case, with a message if there is one.

    In order: state, due date, the wait for an answer if there is one, log, message, coming
    appointments cancelled at an end, a letter. Only words and an end answer, and only what was
    written up to line ``seen`` of the log. Raises UnseenJoinedError if a case was joined after that
    line, MoveError, UnreadError at an end.
    """
    check_joined_seen(case, seen)
    is_end, text = to in CLOSED_STATES, message.strip()
    unread = unread_since(case, seen)
    if is_end and unread:
        raise UnreadError
    step(case, to)
    if is_end or text:
        case.unanswered_since = unread
        note_answer(case, case.changed_at)
    case.save(update_fields=[*MOVED, *_ANSWERED])
    said = say(case, text, by=by) if text else None
    log(case, action, by=by, outcome=case.outcome or None, message=str(said.pk) if said else None)
    if is_end:
        appointments.cancel_coming(case, by=by)
    tell(case, LetterKind.STATE)
    return case


def step(case: Case, to: CaseState, now: datetime | None = None) -> None:
    """Set state and dates of a locked case, unsaved. Raises MoveError, also for unused states."""
    if to not in MOVES[CaseState(case.state)] or to not in case_type_of(case.kind).states:
        raise MoveError(case, to)
    now = now or timezone.now()
    is_closed = to in CLOSED_STATES
    case.state, case.changed_at = to, now
    case.closed_at = now if is_closed else None
    case.due_on = None if is_closed else due_in(case.kind, to, now)
    case.is_overdue_told = False


def note_answer(case: Case, at: datetime) -> None:
    """Set when a locked case was answered first, unsaved, and those joined with it, saved."""
    case.first_answered_at = case.first_answered_at or at
    case.merged.filter(first_answered_at=None).update(first_answered_at=at)
