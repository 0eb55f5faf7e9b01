"""Who works on which cases: by kind, and by county."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from cms.cases.models import Case, Remit
from cms.cases.models.county_assignment import EVERYWHERE
from cms.users.models import AnyUser, User

from .case_types import CaseType, all_case_types, case_type_of


def case_types_for(user: AnyUser | None) -> list[CaseType]:
    """Return the kinds of cases that ``user`` works on at all."""
    if user is None or not user.is_active:
        return []
    return [kind for kind in all_case_types() if user.has_perm(kind.permission)]


def may_handle(user: AnyUser) -> bool:
    """Tell whether ``user`` has a desk."""
    return bool(case_types_for(user))


def cases_for(user: AnyUser) -> QuerySet[Case]:
    """Return the cases of the kinds and counties of ``user``; all of them for administrators."""
    kinds = case_types_for(user)
    if not kinds or not isinstance(user, User):
        return Case.objects.none()
    found = Case.objects.filter(kind__in=[kind.name for kind in kinds])
    if user.is_superuser:
        return found
    counties = counties_of(user)
    return found if EVERYWHERE in counties else found.filter(county__in=counties)


def counties_of(user: User) -> set[str]:
    """Return the codes of the counties that ``user`` answers for; ``*`` is everywhere."""
    return set(Remit.objects.filter(user=user).values_list("county", flat=True))


def people_for(case: Case) -> QuerySet[User]:
    """Return who may be given a case, by name: by role and county, and administrators who asked.

    Administrators see every case; only those with a county assignment of their own are told of it.
    """
    here = Q(remits__county__in=[EVERYWHERE, *filter(None, [case.county])])
    found = people_with(case_type_of(case.kind)).filter(here).distinct()
    return found.order_by("last_name", "first_name", "pk")


def people_with(kind: CaseType) -> QuerySet[User]:
    """Return who works on cases of a kind by a role, in whatever counties, and administrators."""
    label, _dot, codename = kind.permission.partition(".")
    granted = Q(codename=codename, content_type__app_label=label)
    may = Q(groups__permissions__in=Permission.objects.filter(granted)) | Q(is_superuser=True)
    rows: QuerySet[User] = User.objects.filter(may, is_active=True).distinct()
    return rows
