"""When a group meets: series, and the dates that come of them."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from events.domain import occurrences, series_preview
from events.domain.occurrences import Changes
from events.domain.permissions import groups_for
from events.domain.series import described
from events.enums import CONCERNED
from events.models import Group, Registration, Series

from .confirmation import ask
from .page_layout import Crumb, desk_page, group_trail
from .permissions import StaffRequest
from .series_form import SeriesForm


@require_GET
def index(request: StaffRequest, group_id: int) -> HttpResponse:
    """Show the series of a group and its dates, those that are over folded."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    now = timezone.now()
    all_dates = list(group.occurrences.all())
    return desk_page(
        request,
        "dates",
        title=_("Dates"),
        trail=group_trail(group),
        group=group,
        series=[(each, described(each)) for each in group.series.all()],
        coming=[each for each in all_dates if each.ends_at > now],
        over=[each for each in reversed(all_dates) if each.ends_at <= now],
    )


@require_http_methods(["GET", "POST"])
def series_add(request: StaffRequest, group_id: int) -> HttpResponse:
    """Add a date or a series to a group."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    return _series(request, group, Series(), _("Add dates"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def series_edit(request: StaffRequest, series_id: int) -> HttpResponse:
    """Change a series: dates that stay keep who has been noted present."""
    series = _own_series(request, series_id)
    return _series(request, series.group, series, _("Change dates"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def series_remove(request: StaffRequest, series_id: int) -> HttpResponse:
    """Ask on GET, take a series away on POST; dates that people signed up for are cancelled."""
    series = _own_series(request, series_id)
    group = series.group
    if request.method == "POST":
        _tell_changes(request, occurrences.take_away(series.pk))
        return redirect("events:dates", group.pk)
    return ask(
        request,
        title=_("Take dates away"),
        trail=trail(group),
        question=described(series),
        effects=[
            _("Dates that are over stay as they are."),
            _("Dates to come that people know of are cancelled, and the people are told by mail."),
            _("A date that you moved by hand stays: cancel it by itself."),
        ],
        button=_("Take away"),
        back=reverse("events:dates", args=[group.pk]),
    )


def _series(request: StaffRequest, group: Group, series: Series, title: str) -> HttpResponse:
    form = SeriesForm(request.POST or None, series=series)
    is_sent = request.method == "POST" and form.is_valid()
    found: Series | None = form.result(group) if is_sent else None
    if found and "preview" not in request.POST:
        found.save()
        _tell_changes(request, occurrences.apply_series(group.pk))
        return redirect("events:dates", group.pk)
    return desk_page(
        request,
        "series_form",
        title=title,
        trail=trail(group),
        group=group,
        form=form,
        preview=series_preview.upcoming(found) if found else None,
        told=told(group) if series.pk and _concerned(group).exists() else "",
        said=described(found) if found else "",
    )


def _tell_changes(request: StaffRequest, changes: Changes) -> None:
    words = [
        (changes.added, ngettext("%(n)d date added", "%(n)d dates added", changes.added)),
        (changes.changed, ngettext("%(n)d date changed", "%(n)d dates changed", changes.changed)),
        (
            changes.cancelled,
            ngettext("%(n)d date cancelled", "%(n)d dates cancelled", changes.cancelled),
        ),
        (changes.deleted, ngettext("%(n)d date removed", "%(n)d dates removed", changes.deleted)),
    ]
    said = [text % {"n": number} for number, text in words if number]
    messages.success(request, ", ".join(said or [_("no date has changed")]).capitalize() + ".")


def _own_series(request: StaffRequest, series_id: int) -> Series:
    found = Series.objects.filter(group__in=groups_for(request.user))
    if request.method == "POST":
        found = found.select_for_update(of=("self",))
    return get_object_or_404(found.select_related("group__activity"), pk=series_id)


def trail(group: Group) -> list[Crumb]:
    """Return what stands above a page about dates."""
    url = reverse("events:dates", args=[group.pk])
    return [*group_trail(group), {"url": url, "label": _("Dates")}]


def _concerned(group: Group) -> QuerySet[Registration]:
    return group.registrations.filter(state__in=CONCERNED)


def told(group: Group) -> str:
    """Say how many people of a group are told of a change by mail."""
    count = _concerned(group).count()
    if not count:
        return _("Nobody has signed up yet, so nobody has to be told.")
    text = ngettext(
        "%(count)d person is told by mail, in their language.",
        "%(count)d people are told by mail, each in their language.",
        count,
    )
    return text % {"count": count}
