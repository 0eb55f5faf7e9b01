"""The roster of a group, its log, and each person in it."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.core import locales
from events.domain import certificates
from events.domain.attendance import noted_of
from events.domain.permissions import groups_for, may_change, registrations_for
from events.domain.roster import board, log_of
from events.enums import CONCERNED, RegistrationState
from events.models import Group

from .forms import CapacityForm, MoveForm, capacity_of
from .page_layout import desk_page, group_trail

LOG_PAGE: Final = 50


@require_GET
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    """Show who is coming, offered a place, waiting, and who left."""
    found = get_object_or_404(groups_for(request.user), pk=group_id)
    return group_page(request, found, CapacityForm(initial={"capacity": capacity_of(found.places)}))


def group_page(request: HttpRequest, found: Group, capacity: CapacityForm) -> HttpResponse:
    """Return the page of a group, with the form of its places as it stands or was refused."""
    shown = board(found, timezone.now())
    return desk_page(
        request,
        "group",
        title=f"{found.activity.get_admin_display_title()}: {found.name}",
        trail=group_trail(found)[:-1],
        board=shown,
        line=shown.line,
        group=found,
        capacity=capacity,
    )


@require_GET
def log(request: HttpRequest, group_id: int) -> HttpResponse:
    """Show all that happened to the places of a group."""
    found = get_object_or_404(groups_for(request.user), pk=group_id)
    page = Paginator(log_of(found), LOG_PAGE).get_page(request.GET.get("p"))
    return desk_page(
        request,
        "log",
        title=_("What happened"),
        trail=group_trail(found),
        group=found,
        entries=page.object_list,
        page_obj=page,
    )


@require_GET
def person(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Show one registration: what the person wrote, what happened, what can be done."""
    found = get_object_or_404(registrations_for(request.user), pk=registration_id)
    return desk_page(
        request,
        "person",
        title=_("Registration %(number)s") % {"number": f"#{found.number}"},
        trail=group_trail(found.group),
        registration=found,
        group=found.group,
        entries=found.log.select_related("by"),
        move=MoveForm(registration=found),
        noted=noted_of(found),
        certificates=certificates.issued(found),
        may_issue=bool(certificates.earned(found)) and may_change(request.user),
        languages=[(code, locales.NAMES[code]) for code in locales.CODES],
        may_change=found.state in CONCERNED and not found.anonymised_at,
        is_over=found.state == RegistrationState.WITHDRAWN,
    )
