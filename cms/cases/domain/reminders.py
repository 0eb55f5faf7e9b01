"""Reminders of appointments, the day before."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.cases.enums import OPEN_STATES
from cms.cases.models import Appointment

from .notifications import LetterKind, tell

BEFORE: Final = timedelta(hours=26)


@transaction.atomic
def remind(now: datetime | None = None) -> int:
    """Remind senders of what begins within 26 hours; return of how many appointments.

    Each is told of once at each time it has been set to, also after the worker was away, and never
    after it has begun.
    """
    now = now or timezone.now()
    coming = Appointment.objects.filter(
        Q(case__merged_into=None, case__state__in=OPEN_STATES)
        | Q(case__merged_into__state__in=OPEN_STATES),
        is_cancelled=False,
        starts_at__gt=now,
        starts_at__lte=now + BEFORE,
    ).select_related("case")
    for one in coming:
        tell(one.case, LetterKind.REMINDER, about=one.pk, version=one.sequence)
    return len(coming)
