"""What happens to a single date: moved, cancelled, brought back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.domain import occurrences
from events.domain.permissions import occurrences_for
from events.enums import OccurrenceState
from events.models import Occurrence

from .confirmation import ask
from .occurrence_form import DateForm, ShownDateForm
from .occurrences import told, trail
from .permissions import StaffRequest


@require_http_methods(["GET", "POST"])
@transaction.atomic
def move(request: StaffRequest, occurrence_id: int) -> HttpResponse:
    """Move a date: it keeps its place in calendars, and everybody concerned is told."""
    date = _occurrence(request, occurrence_id)
    form = DateForm(request.POST or None, occurrence=date)
    if request.method == "POST" and form.is_valid():
        occurrences.move_date(date.pk, form.starts_at(), form.ends_at(), by=request.user)
        messages.success(request, _("The date is moved."))
        return redirect("events:dates", date.group_id)
    return ask(
        request,
        title=_("Move a date"),
        trail=trail(date.group),
        question=_when(date),
        effects=[_told_of(date)],
        button=_("Move"),
        back=reverse("events:dates", args=[date.group_id]),
        form=form,
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def cancel(request: StaffRequest, occurrence_id: int) -> HttpResponse:
    """Ask on GET, cancel a date on POST: it stays on the site, marked, and in calendars."""
    date = _occurrence(request, occurrence_id)
    form = _shown(request, date)
    if form.is_valid():
        occurrences.cancel_date(date.pk, by=request.user)
        messages.success(request, _("The date is cancelled."))
        return redirect("events:dates", date.group_id)
    return ask(
        request,
        title=_("Cancel a date"),
        trail=trail(date.group),
        question=_when(date),
        effects=[_told_of(date), _("It stays on the site, marked as cancelled.")],
        button=_("Cancel the date"),
        back=reverse("events:dates", args=[date.group_id]),
        form=form,
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def restore(request: StaffRequest, occurrence_id: int) -> HttpResponse:
    """Ask on GET; on POST let a cancelled date take place after all, when it was to."""
    date = _occurrence(request, occurrence_id)
    form = _shown(request, date)
    if form.is_valid():
        if date.state == OccurrenceState.CANCELLED:
            occurrences.restore_date(date.pk, by=request.user)
            messages.success(request, _("The date takes place again."))
        return redirect("events:dates", date.group_id)
    return ask(
        request,
        title=_("Let the date take place"),
        trail=trail(date.group),
        question=_when(date),
        effects=[_told_of(date)],
        button=_("Let it take place"),
        back=reverse("events:dates", args=[date.group_id]),
        form=form,
    )


def _occurrence(request: StaffRequest, occurrence_id: int) -> Occurrence:
    found = occurrences_for(request.user)
    if request.method == "POST":
        found = found.select_for_update(of=("self",))
    return get_object_or_404(found, pk=occurrence_id)


def _shown(request: StaffRequest, date: Occurrence) -> ShownDateForm:
    return ShownDateForm(request.POST if request.method == "POST" else None, occurrence=date)


def _when(date: Occurrence) -> str:
    return date_format(timezone.localtime(date.starts_at), "l j E Y, H:i")


def _told_of(date: Occurrence) -> str:
    if date.ends_at <= timezone.now():
        return _("The date is over. Nobody is told by mail, unless you move it to a day to come.")
    return told(date.group)
