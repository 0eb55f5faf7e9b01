"""Joining a case with another one about the same thing."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.desk.enums import OPEN_STATES, Action, CaseState
from cms.desk.models import Case
from cms.users.models import User

from .errors import ClosedError, NotAllowedError
from .journal import locked, log
from .kinds import kind_of
from .telling import LetterKind, tell

SUGGESTED = 5


@transaction.atomic
def merge(case_id: UUID, *, into: UUID, by: User) -> Case:
    """Join a case with ``into``, which goes on; return that one.

    In order: what waits for an answer waits there; the case is withdrawn and leads on, and so do
    those joined with it before; the logs of all of them; a letter to its sender. Raises
    ClosedError unless both are open, NotAllowedError for two of different kinds or one with itself.
    """
    first, second = sorted((case_id, into))  # Always in the same order: nobody waits in a circle.
    by_id = {case.pk: case for case in (locked(first), locked(second))}
    case, main = by_id[case_id], by_id[into]
    if case.pk == main.pk or case.kind != main.kind:
        raise NotAllowedError
    if not {case.state, main.state} <= OPEN_STATES:
        raise ClosedError
    now = timezone.now()
    waits = [each.unanswered_since for each in (case, main) if each.unanswered_since]
    main.unanswered_since = min(waits, default=None)
    main.save(update_fields=["unanswered_since"])
    case.state, case.merged_into = CaseState.WITHDRAWN, main
    case.closed_at = case.changed_at = now
    case.due_on = case.unanswered_since = None
    case.save()
    for each in (case, *case.merged.all()):
        log(each, Action.MERGED, by=by, into=main.reference)
    case.merged.update(merged_into=main)
    log(main, Action.MERGED, by=by, taken=case.reference)
    tell(case, LetterKind.JOINED)
    return main


def suggestions(case: Case) -> list[Case]:
    """Return other open cases about the same thing, the newest first, as its kind knows them."""
    duplicates = kind_of(case.kind).duplicates
    if duplicates is None:
        return []
    others = Case.objects.filter(duplicates(case), kind=case.kind, state__in=OPEN_STATES)
    return list(others.exclude(pk=case.pk).order_by("-received_at").distinct()[:SUGGESTED])
