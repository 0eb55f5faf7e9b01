"""The log of a case, and the lock under which it is written."""

from uuid import UUID

from django.utils import timezone

from cms.desk.enums import Action
from cms.desk.models import Case, CaseEvent
from cms.users.models import User


def locked(case_id: UUID) -> Case:
    """Return a case that nobody else changes until the transaction ends. Raises DoesNotExist."""
    return Case.objects.select_for_update().get(pk=case_id)


def log(case: Case, action: Action, *, by: User | None = None, **detail: str | int | None) -> None:
    """Write a line of the log. ``detail`` names ids, days and numbers, never people or texts."""
    said = {name: value for name, value in detail.items() if value is not None}
    CaseEvent.objects.create(
        case=case, at=timezone.now(), by=by, action=action, state=case.state, detail=said
    )
