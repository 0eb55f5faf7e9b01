"""Cases that nobody has closed and in which nothing happens: they end, so that their data can go.

Source: Regulation (EU) 2016/679, article 5(1)(e): no longer than is needed.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.cases.enums import OPEN_STATES, Action, CaseState
from cms.cases.models import Case

from . import appointments
from .audit_log import locked, log
from .notifications import LetterKind, tell
from .transitions import MOVED, step


def close_stale_cases(now: datetime | None = None) -> int:
    """Close what is open and was left alone for ``CASE_IDLE_DAYS``; return how many cases.

    Each is a transaction of its own: state, log, coming appointments, a letter. From then on
    retention counts as after any end.
    """
    now = now or timezone.now()
    return sum(_close(case_id, now) for case_id in list(_idle(now).values_list("pk", flat=True)))


def _idle(now: datetime) -> QuerySet[Case]:
    limit = now - timedelta(days=settings.CASE_IDLE_DAYS)
    found = Case.objects.filter(state__in=OPEN_STATES, changed_at__lt=limit)
    return found.exclude(events__at__gte=limit)


@transaction.atomic
def _close(case_id: UUID, now: datetime) -> bool:
    case = locked(case_id)
    if not _idle(now).filter(pk=case_id).exists():
        return False
    step(case, CaseState.WITHDRAWN, now)
    case.unanswered_since = None
    case.save(update_fields=[*MOVED, "unanswered_since"])
    log(case, Action.LAPSED)
    appointments.cancel_coming(case)
    tell(case, LetterKind.LAPSED)
    return True
