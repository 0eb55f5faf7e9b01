"""Parting cases that were joined: each goes on with what is its own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from cms.cases.enums import CLOSED_STATES, OPEN_STATES, Action, CaseState, Voice
from cms.cases.models import Case, CaseActivity, Message
from cms.users.models import User

from . import appointments
from .audit_log import locked, log
from .due_dates import due_in
from .errors import NotAllowedError
from .notifications import LetterKind, tell
from .permissions import cases_for

_STANDING = ("state", "outcome", "due_on", "is_overdue_told", "closed_at")


@transaction.atomic
def split(case_id: UUID, *, by: User) -> Case:
    """Undo the joining of a case; return it, open again.

    It is where the other one is, or in progress if that one has ended. In order: state, due date,
    who has it, what waits for an answer in either; both logs; letters to its sender, also of coming
    appointments that are no longer theirs. Raises NotAllowedError for one that is not joined.
    """
    case = locked(case_id)
    main = case.merged_into
    if main is None:
        raise NotAllowedError
    now = timezone.now()
    case.state = main.state if main.state in OPEN_STATES else CaseState.IN_PROGRESS
    case.due_on = due_in(case.kind, CaseState(case.state), now)
    case.changed_at, case.closed_at, case.is_overdue_told = now, None, False
    case.assignee = _reaching(case, case.assignee) or _reaching(case, main.assignee)
    _part(case, main, by)
    tell(case, LetterKind.PARTED, alone=True)
    if case.assignee not in {None, by}:
        tell(case, LetterKind.ASSIGNED)
    return case


def leave(case: Case) -> None:
    """Part a locked case whose sender ends it: the others go on without it, with what is theirs."""
    if case.merged_into is not None:
        _part(case, case.merged_into, None)
    else:
        _hand_over(case)


def _part(case: Case, main: Case, by: User | None) -> None:
    since, case.merged_into = main.unanswered_since, None
    case.save()
    for each in (case, main):
        each.unanswered_since = _waits(each, since)
        each.save(update_fields=["unanswered_since"])
    log(case, Action.PARTED, by=by, of=main.reference, since=_brought(case))
    log(main, Action.PARTED, by=by, left=case.reference)
    for coming in appointments.coming(main):
        tell(case, LetterKind.APPOINTMENT, about=coming.pk, alone=True)


def _hand_over(main: Case) -> None:
    """Let the oldest of those joined with a locked case take its place, if there are any.

    It stands where the case stands, with its coming appointments and activities.
    """
    joined = sorted(main.merged.all(), key=lambda one: (one.received_at, one.pk))
    if not joined:
        return
    heir, since = joined[0], main.unanswered_since
    for name in _STANDING:
        setattr(heir, name, getattr(main, name))
    heir.changed_at, heir.merged_into = timezone.now(), None
    heir.assignee = _reaching(heir, main.assignee)
    heir.save()
    main.merged.update(merged_into=heir)
    heir.unanswered_since = _waits(heir, since)
    heir.save(update_fields=["unanswered_since"])
    _log_heir(main, heir, joined[1:])
    _take_along(main, heir)
    _tell_heirs(heir, joined[1:])


def _log_heir(main: Case, heir: Case, others: list[Case]) -> None:
    log(heir, Action.PARTED, of=main.reference, since=_brought(heir))
    log(main, Action.PARTED, left=heir.reference)
    for each in others:
        log(each, Action.MERGED, into=heir.reference)
        log(heir, Action.MERGED, taken=each.reference)


def _take_along(main: Case, heir: Case) -> None:
    """Give the coming appointments and the activities over; main's sender has them no longer."""
    for coming in appointments.coming(main):
        coming.case, coming.sequence = heir, coming.sequence + 1
        coming.save(update_fields=["case", "sequence"])
        tell(main, LetterKind.APPOINTMENT, about=coming.pk, alone=True)
    for linked in main.activities.all():
        CaseActivity.objects.get_or_create(case=heir, page_id=linked.page_id)


def _tell_heirs(heir: Case, others: list[Case]) -> None:
    if heir.state in CLOSED_STATES:
        return
    tell(heir, LetterKind.PARTED, alone=True)
    for each in others:
        tell(each, LetterKind.JOINED, alone=True)
    tell(heir, LetterKind.ASSIGNED if heir.assignee else LetterKind.FREE)


def _brought(case: Case) -> str | None:
    """Return since when a case's senders wait, for its own log: theirs were in the other one's."""
    return case.unanswered_since.isoformat() if case.unanswered_since else None


def _waits(case: Case, since: datetime | None) -> datetime | None:
    """Return since when the senders of a case wait, of all that have waited since a moment."""
    if since is None:
        return None
    group = [case, *case.merged.all()]
    heard = Message.objects.filter(case__in=group, voice=Voice.SENDER, created_at__gte=since)
    first = heard.aggregate(first=Min("created_at"))["first"]
    moments = [each.received_at for each in group if each.received_at >= since]
    return min([*moments, *filter(None, [first])], default=None)


def _reaching(case: Case, person: User | None) -> User | None:
    """Return somebody unless they do not work on the case."""
    return person if person and cases_for(person).filter(pk=case.pk).exists() else None
