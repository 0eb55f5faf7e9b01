"""Cases whose holder no longer answers for them are everybody's again."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cms.cases.enums import OPEN_STATES, Action
from cms.cases.models import Case, Remit
from cms.cases.models.county_assignment import EVERYWHERE
from cms.users.models import User

from .audit_log import locked, log
from .case_types import CaseType, all_case_types
from .notifications import LetterKind, tell
from .permissions import cases_for, people_with


def give_back(people: Iterable[User] | None = None) -> int:
    """Free the open cases that their holders no longer reach; return how many.

    They may have other counties, another role, or be gone. Of ``people``, or of all who have
    something. Each is a transaction of its own: assignee, log, letters to who may take it.
    """
    if people is None:
        held = Case.objects.filter(state__in=OPEN_STATES).exclude(assignee=None)
        people = User.objects.filter(pk__in=held.values("assignee"))
    ids = [case_id for person in people for case_id in list(_lost(person))]
    return sum(_free(case_id) for case_id in ids)


def left_alone() -> QuerySet[Case]:
    """Return the open cases that reach nobody, since nobody answers for their county."""
    found = Case.objects.none()
    for kind in all_case_types():
        reached = reached_counties(kind)
        if EVERYWHERE not in reached:
            cases = Case.objects.filter(kind=kind.name, state__in=OPEN_STATES)
            found |= cases.exclude(county__in=reached)
    return found


def reached_counties(kind: CaseType) -> set[str]:
    """Return the codes of the counties that somebody answers for; ``*`` is everywhere."""
    remits = Remit.objects.filter(user__in=people_with(kind))
    return set(remits.values_list("county", flat=True))


def _lost(person: User) -> QuerySet[Case, UUID]:
    held = Case.objects.filter(assignee=person, state__in=OPEN_STATES)
    return held.exclude(pk__in=cases_for(person).values("pk")).values_list("pk", flat=True)


@transaction.atomic
def _free(case_id: UUID) -> bool:
    case = locked(case_id)
    holder = case.assignee
    if holder is None or case.state not in OPEN_STATES:
        return False
    if cases_for(holder).filter(pk=case.pk).exists():
        return False
    case.assignee = None
    case.save(update_fields=["assignee"])
    log(case, Action.RELEASED, was=holder.pk)
    tell(case, LetterKind.FREE)
    return True
