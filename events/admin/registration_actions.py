"""What the organiser decides about a person: confirm, offer, pass over, move, take off."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from events.domain import registrations
from events.domain.permissions import registrations_for
from events.enums import EndReason
from events.models import Registration

from .confirmation import ask
from .error_messages import handle_refusals
from .forms import MoveForm
from .page_layout import group_trail
from .permissions import StaffRequest

Decide = Callable[[UUID, Any], object]
# What one button does, and what is said when it is done.
DECISIONS: Final[dict[str, tuple[Decide, str | Promise]]] = {
    "confirm": (
        lambda pk, by: registrations.promote(pk, by=by, offer=False),
        gettext_lazy("The place is confirmed, and the person is told by mail."),
    ),
    "offer": (
        lambda pk, by: registrations.promote(pk, by=by, offer=True),
        gettext_lazy("The place is offered, and the person is told by mail."),
    ),
    "hold": (
        lambda pk, by: registrations.hold_for(pk, by=by),
        gettext_lazy("Those behind wait for this registration again."),
    ),
}


@require_POST
def decide(request: StaffRequest, registration_id: UUID, decision: str) -> HttpResponse:
    """Confirm, offer or hold places back again; then show the roster again, at the same person."""
    found = _registration(request, registration_id)
    if decision not in DECISIONS:
        raise Http404
    act, done = DECISIONS[decision]
    if handle_refusals(request, lambda: act(registration_id, request.user)):
        messages.success(request, f"{found}: {done}")
    return _back(request, found)


@require_POST
def move(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Move a person to another group of the same activity, where they take places or wait."""
    found = _registration(request, registration_id)
    form = MoveForm(request.POST, registration=found)
    if not form.is_valid():
        messages.error(request, _("Choose the group to move to."))
        return redirect("events:person", registration_id)
    target = form.cleaned_data["group"]
    if handle_refusals(
        request, lambda: registrations.move(registration_id, target.pk, by=request.user)
    ):
        found.refresh_from_db()
        text = _("Moved to “%(group)s”; there: %(state)s.")
        messages.success(request, text % {"group": target.name, "state": found.get_state_display()})
    return redirect("events:person", registration_id)


@require_http_methods(["GET", "POST"])
def take_off(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Ask on GET, end the registration on POST; the place goes to the next."""
    found = _registration(request, registration_id)
    if request.method == "POST":
        reason = EndReason.ORGANISER
        if handle_refusals(
            request, lambda: registrations.withdraw(registration_id, reason=reason, by=request.user)
        ):
            messages.success(request, _("%(number)s is taken off.") % {"number": found})
        return redirect("events:group", found.group_id)
    return ask(
        request,
        title=_("Take %(number)s off") % {"number": found},
        trail=group_trail(found.group),
        question=_("What will happen:"),
        effects=[
            _("The person is told by mail, in their language."),
            _("The place goes to the first who waits. To come back, they sign up again."),
        ],
        button=_("Take off"),
        back=reverse("events:person", args=[found.pk]),
    )


@require_http_methods(["GET", "POST"])
def put_back(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Ask on GET, put somebody at the end of the waiting list on POST; the place goes on."""
    found = _registration(request, registration_id)
    if request.method == "POST":
        if handle_refusals(
            request, lambda: registrations.put_back(registration_id, by=request.user)
        ):
            messages.success(request, _("Back on the waiting list, at its end."))
        return redirect("events:group", found.group_id)
    return ask(
        request,
        title=_("Put %(number)s on the waiting list") % {"number": found},
        trail=group_trail(found.group),
        question=_("What will happen:"),
        effects=[
            _("The person loses the place and is told so by mail, in their language."),
            _("The person waits at the end of the list. The place goes to the first who waits."),
        ],
        button=_("Put on the waiting list"),
        back=reverse("events:person", args=[found.pk]),
    )


@require_http_methods(["GET", "POST"])
def pass_over(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Ask on GET, let smaller registrations go first on POST."""
    found = _registration(request, registration_id)
    if request.method == "POST":
        if handle_refusals(
            request, lambda: registrations.pass_over(registration_id, by=request.user)
        ):
            messages.success(request, _("Smaller registrations go first now."))
        return redirect("events:group", found.group_id)
    return ask(
        request,
        title=_("Let others go before %(number)s") % {"number": found},
        trail=group_trail(found.group),
        question=_("This registration needs more places than are free. What will happen:"),
        effects=[
            _("The free places are offered to those behind whom they are enough for."),
            _("It keeps its place in order, and is offered places once there are enough."),
            _("The log says that you decided it."),
        ],
        button=_("Let others go first"),
        back=reverse("events:group", args=[found.group_id]),
    )


def _registration(request: StaffRequest, registration_id: UUID) -> Registration:
    return get_object_or_404(registrations_for(request.user), pk=registration_id)


def _back(request: StaffRequest, registration: Registration) -> HttpResponse:
    if request.POST.get("from") == "board":
        board_url = reverse("events:group", args=[registration.group_id])
        return redirect(f"{board_url}#r{registration.number}")
    return redirect("events:person", registration.pk)
