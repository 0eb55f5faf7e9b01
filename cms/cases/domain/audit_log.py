"""The log of a case, and the lock under which it is written."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.cases.enums import Action
from cms.cases.models import Case, CaseEvent
from cms.users.models import User


class _GrownError(Exception):
    """A case was joined with one of those while we waited for their locks."""


def locked(case_id: UUID) -> Case:
    """Return a case that nobody else changes until the transaction ends. Raises DoesNotExist.

    Those that it is joined with are locked as well; ``merged_into`` is as it stands under the lock.
    """
    return locked_together([case_id])[case_id]


def locked_together(case_ids: Iterable[UUID]) -> dict[UUID, Case]:
    """Lock cases with all that they are joined with, by id. Raises DoesNotExist.

    Always in the order of their ids, so nobody waits in a circle.
    """
    wanted = list(case_ids)
    while True:
        try:
            with transaction.atomic():  # What is locked in vain is let go.
                return _locked(wanted)
        except _GrownError:
            continue


def _locked(wanted: list[UUID]) -> dict[UUID, Case]:
    roots = _roots(wanted)
    rows = Case.objects.select_for_update().filter(_group(roots)).order_by("pk")
    by_id = {case.pk: case for case in rows}
    if _roots(wanted) != roots or Case.objects.filter(_group(roots)).count() != len(by_id):
        raise _GrownError
    for case in by_id.values():
        if case.merged_into_id:
            case.merged_into = by_id[case.merged_into_id]
    return by_id


def _roots(case_ids: list[UUID]) -> set[UUID]:
    found = dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "merged_into"))
    if len(found) != len(set(case_ids)):
        raise Case.DoesNotExist
    return {main or pk for pk, main in found.items()}


def _group(roots: set[UUID]) -> Q:
    return Q(pk__in=roots) | Q(merged_into__in=roots)


def log(case: Case, action: Action, *, by: User | None = None, **detail: str | int | None) -> None:
    """Write a line of the log. ``detail`` names ids, days and numbers, never people or texts."""
    said = {name: value for name, value in detail.items() if value is not None}
    CaseEvent.objects.create(
        case=case, at=timezone.now(), by=by, action=action, state=case.state, detail=said
    )
