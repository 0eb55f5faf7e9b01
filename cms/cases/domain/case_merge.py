"""Joining a case with another one about the same thing."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.cases.enums import OPEN_STATES, Action, CaseState
from cms.cases.models import Case
from cms.users.models import User

from . import appointments
from .audit_log import locked_together, log
from .case_types import case_type_of
from .errors import ClosedError, NotAllowedError
from .notifications import LetterKind, tell

SUGGESTED: Final = 5


@transaction.atomic
def merge(case_id: UUID, *, into: UUID, by: User) -> Case:
    """Join a case with ``into``, which goes on; return that one.

    What belongs to a case (messages, files, appointments, activities) stays its own, so it can be
    parted again; staff see all of it in the one that goes on. In order: what waits for an
    answer waits there; the case is withdrawn and leads on, and so do those joined with it before;
    the logs of all of them; letters to all senders, to whoever has the cases, and of coming
    appointments. Raises ClosedError unless both are open and have their texts, NotAllowedError for
    two of different kinds or one with itself.
    """
    by_id = locked_together([case_id, into])
    case, main = by_id[case_id], by_id[into]
    if case.pk == main.pk or case.kind != main.kind:
        raise NotAllowedError
    if (
        not {case.state, main.state} <= OPEN_STATES
        or case.texts_deleted_at
        or main.texts_deleted_at
    ):
        raise ClosedError
    since = case.unanswered_since
    _lead_on(case, main)
    joining = [case, *case.merged.all()]
    for each in joining:
        log(each, Action.MERGED, by=by, into=main.reference)
    case.merged.update(merged_into=main)
    waits = since.isoformat() if since else None
    log(main, Action.MERGED, by=by, taken=case.reference, since=waits)
    _tell(joining, main, by)
    return main


def suggestions(case: Case) -> list[Case]:
    """Return other open cases about the same thing, the newest first, as its kind knows them."""
    duplicates = case_type_of(case.kind).duplicates
    if duplicates is None:
        return []
    others = Case.objects.filter(duplicates(case), kind=case.kind, state__in=OPEN_STATES)
    return list(others.exclude(pk=case.pk).order_by("-received_at").distinct()[:SUGGESTED])


def _lead_on(case: Case, main: Case) -> None:
    waits = [each.unanswered_since for each in (case, main) if each.unanswered_since]
    main.unanswered_since = min(waits, default=None)
    main.save(update_fields=["unanswered_since"])
    case.state, case.merged_into = CaseState.WITHDRAWN, main
    case.closed_at = case.changed_at = timezone.now()
    case.due_on = case.unanswered_since = None
    case.save()


def _tell(joining: list[Case], main: Case, by: User) -> None:
    for each in (*joining, main):
        tell(each, LetterKind.JOINED, alone=True)
        if each.assignee not in {None, by}:
            tell(each, LetterKind.JOINED_DESK, to=each.assignee)
    for each in joining:
        for coming in appointments.coming(main):
            tell(each, LetterKind.APPOINTMENT, about=coming.pk, alone=True)
