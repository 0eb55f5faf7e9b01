"""Signing up somebody who called or came by, and changing what they said."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.core import access_tokens
from events.domain import registrations
from events.domain.permissions import groups_for, registrations_for
from events.domain.private_links import PURPOSE
from events.enums import CONCERNED
from events.models import Registration

from .error_messages import handle_refusals
from .page_layout import desk_page, group_trail
from .permissions import StaffRequest
from .person_form import PersonForm


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, group_id: int) -> HttpResponse:
    """Sign somebody up by the same rules as everybody: places that are free, else they wait."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    form = PersonForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        registration_id = uuid4()
        token = access_tokens.derive(PURPOSE, registration_id)
        wish = registrations.RegistrationInput(**form.wish())
        if handle_refusals(
            request,
            lambda: registrations.sign_up(
                group_id,
                wish,
                registration_id=registration_id,
                token_digest=access_tokens.digest(token),
                by=request.user,
            ),
        ):
            made = Registration.objects.get(pk=registration_id)
            text = _("Signed up as %(number)s: %(state)s.")
            state = made.get_state_display()
            messages.success(request, text % {"number": made, "state": state})
            return redirect("events:group", group_id)
    return desk_page(
        request,
        "person_form",
        title=_("Add somebody"),
        trail=group_trail(group),
        group=group,
        form=form,
    )


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Change what somebody said: contact, number of places, ages."""
    person = get_object_or_404(registrations_for(request.user), pk=registration_id)
    if person.state not in CONCERNED or person.anonymised_at:
        raise Http404
    group = person.group
    form = PersonForm(request.POST or None, group=group, registration=person)
    if request.method == "POST" and form.is_valid():
        said = form.wish()
        if handle_refusals(
            request, lambda: registrations.change(registration_id, by=request.user, **said)
        ):
            messages.success(request, _("What you changed is saved."))
            return redirect("events:person", registration_id)
    title = _("Change %(number)s") % {"number": person}
    trail = group_trail(group)
    return desk_page(
        request, "person_form", title=title, trail=trail, group=group, form=form, person=person
    )
