"""Telling staff what is overdue, once."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.cases.enums import OPEN_STATES, Action
from cms.cases.models import Case

from .audit_log import locked, log
from .notifications import LetterKind, tell


def tell_overdue(now: datetime | None = None) -> int:
    """Tell of every open case whose day has passed in Warsaw; return of how many.

    Each is a transaction of its own: the mark, log, letters.
    """
    today = timezone.localdate(now or timezone.now())
    found = Case.objects.filter(state__in=OPEN_STATES, due_on__lt=today, is_overdue_told=False)
    return sum(_tell(case_id, today) for case_id in list(found.values_list("pk", flat=True)))


@transaction.atomic
def _tell(case_id: UUID, today: date) -> bool:
    case = locked(case_id)
    is_due = case.state in OPEN_STATES and case.due_on is not None and case.due_on < today
    if not is_due or case.is_overdue_told:
        return False
    case.is_overdue_told = True
    case.save(update_fields=["is_overdue_told"])
    log(case, Action.OVERDUE)
    tell(case, LetterKind.OVERDUE)
    return True
