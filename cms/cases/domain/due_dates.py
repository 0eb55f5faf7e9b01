"""Until when a case must be answered."""

from datetime import date, datetime

from django.utils import timezone

from cms.cases.enums import CaseState
from cms.cases.rules import working_days

from .case_types import case_type_of


def due_in(kind: str, state: CaseState, now: datetime) -> date | None:
    """Return the day in Warsaw by which a case must have left ``state``; None if it may stay."""
    days = case_type_of(kind).days.get(state)
    return None if days is None else working_days.after(timezone.localdate(now), days)
