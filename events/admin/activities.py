"""The first pages for organisers: all activities, and one with its groups."""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.domain.activity_overview import HAPPENING, activity_lines
from events.domain.calendar_imports import open_proposals
from events.domain.permissions import activities_for, may_view
from events.enums import Kind
from events.models import ActivityPage, Occurrence

from .page_layout import desk_page, desk_trail, home_trail

PAGE_SIZE: Final = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show activities by their next date; those that are over only when asked for (``when``)."""
    asked = {name: request.GET.get(name, "") for name in ("q", "kind", "when")}
    chosen = {name: value.replace("\0", "").strip() for name, value in asked.items()}
    pages = _chosen(activities_for(request.user), chosen)
    number = Paginator(pages, PAGE_SIZE).get_page(request.GET.get("p"))
    return desk_page(
        request,
        "index",
        title=_("Activities"),
        trail=home_trail(),
        lines=activity_lines(list(number.object_list), timezone.now()),
        page_obj=number,
        chosen=chosen,
        kinds=Kind.choices,
        is_filtered=any(chosen.values()),
        proposals=open_proposals().count() if may_view(request.user) else 0,
    )


def _chosen(pages: QuerySet[ActivityPage], chosen: dict[str, str]) -> QuerySet[ActivityPage]:
    """Return what fits the filters: with dates to come first, in their order, then without any."""
    dates = Occurrence.objects.filter(HAPPENING, group__activity=OuterRef("pk"))
    coming = dates.filter(ends_at__gt=timezone.now()).order_by("starts_at")
    pages = pages.annotate(next_start=coming.values("starts_at")[:1])
    if chosen["when"] == "over":
        pages = pages.filter(Exists(dates), next_start=None)
    elif chosen["when"] != "all":
        pages = pages.filter(Q(next_start__isnull=False) | ~Exists(dates))
    if chosen["kind"] in Kind.values:
        pages = pages.filter(kind=chosen["kind"])
    if chosen["q"]:
        pages = pages.filter(
            Q(title__icontains=chosen["q"]) | Q(draft_title__icontains=chosen["q"])
        )
    return pages.order_by(F("next_start").asc(nulls_first=True), "title", "pk")


@require_GET
def activity(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show one activity's groups. Raises ``Http404`` for other pages than activities' sources."""
    page = get_object_or_404(activities_for(request.user), pk=page_id)
    (line,) = activity_lines([page], timezone.now())
    return desk_page(
        request,
        "activity",
        title=page.get_admin_display_title(),
        trail=desk_trail(),
        line=line,
        page=page,
        may_edit=page.permissions_for_user(request.user).can_edit(),
    )
