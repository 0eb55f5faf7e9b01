"""Who runs activities: organisers and administrators, all of them alike."""

from typing import Final

from django.db.models import QuerySet

from cms.core import locales
from cms.users.models import AnyUser
from events.models import ActivityPage, Group, Occurrence, Registration

VIEW: Final = "events.view_registration"
CHANGE: Final = "events.change_registration"


def may_view(user: AnyUser) -> bool:
    """Tell whether ``user`` may see who signed up."""
    return bool(user.is_active and user.has_perm(VIEW))


def may_change(user: AnyUser) -> bool:
    """Tell whether ``user`` may decide about places and dates."""
    return bool(user.is_active and user.has_perm(CHANGE))


def activities_for(user: AnyUser) -> QuerySet[ActivityPage]:
    """Return the activities that ``user`` runs, drafts included, as their source pages."""
    pages: QuerySet[ActivityPage] = ActivityPage.objects.filter(
        locale__language_code=locales.SOURCE
    )
    return pages if may_view(user) else pages.none()


def groups_for(user: AnyUser) -> QuerySet[Group]:
    """Return the groups that ``user`` runs."""
    groups = Group.objects.select_related("activity", "places")
    return groups if may_view(user) else groups.none()


def occurrences_for(user: AnyUser) -> QuerySet[Occurrence]:
    """Return the dates of the groups that ``user`` runs."""
    dates = Occurrence.objects.select_related("group__activity", "group__places")
    return dates if may_view(user) else dates.none()


def registrations_for(user: AnyUser) -> QuerySet[Registration]:
    """Return the registrations that ``user`` may read."""
    found = Registration.objects.select_related("group__activity", "group__places")
    return found if may_view(user) else found.none()
