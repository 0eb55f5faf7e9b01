"""Answers, notes, appointments and linked activities of a case."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.cases.domain import appointments, case_messages, files, linked_activities
from cms.cases.domain.read_markers import read_marker
from cms.cases.models import Appointment, Case

from .case import case_page, prepared
from .error_messages import handle_refusals, joined_too, say_done
from .forms import AppointmentForm, LinkForm, ReplyForm, initial_of, shown_with
from .page_layout import ask, case_trail, desk_page
from .permissions import StaffRequest, number_of, the_case


@require_POST
def write(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Send an answer, or keep a note (``as=note``); what was refused is shown again.

    ``as=template`` adds a prepared text to what is typed, and sends nothing.
    """
    case = the_case(request, case_id)
    if request.POST.get("as") == "template":
        return case_page(request, case, reply=_with_template(request, case))
    form = ReplyForm(request.POST, request.FILES)
    is_note = request.POST.get("as") == "note"
    if form.is_valid() and handle_refusals(request, partial(_say, request, case, form, is_note)):
        if is_note:
            messages.success(request, _("The note is kept."))
        else:
            say_done(request, case.pk, _("The answer stands on the sender's page."))
        return redirect(f"{reverse('desk:case', args=[case.pk])}#conversation")
    _ask_for_files_again(request)
    return case_page(request, case, reply=form, status=422)


@require_http_methods(["GET", "POST"])
def appoint(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Make an appointment."""
    case = the_case(request, case_id)
    form = AppointmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = number_of(request, "seen")
        make = partial(appointments.make, case.pk, by=request.user, seen=seen, **form.wanted())
        if handle_refusals(request, make):
            say_done(request, case.pk, _("The appointment is made."))
            return redirect("desk:case", case.pk)
    return _form_page(request, case, form, _("Make an appointment"))


@require_http_methods(["GET", "POST"])
def move_appointment(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    """Change an appointment."""
    known = _appointment(request, appointment_id)
    form = AppointmentForm(request.POST or None, initial=initial_of(known))
    if request.method == "POST" and form.is_valid():
        seen = number_of(request, "seen")
        move = partial(appointments.move, known.pk, by=request.user, seen=seen, **form.wanted())
        if handle_refusals(request, move):
            say_done(request, known.case_id, _("The appointment is changed."))
            return redirect("desk:case", known.case_id)
    return _form_page(request, known.case, form, _("Change the appointment"))


@require_http_methods(["GET", "POST"])
def cancel_appointment(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    """Ask on GET, cancel on POST."""
    known = _appointment(request, appointment_id)
    back = reverse("desk:case", args=[known.case_id])
    if request.method == "POST":
        cancel = partial(appointments.cancel, known.pk, by=request.user)
        if handle_refusals(request, cancel):
            say_done(request, known.case_id, _("The appointment is cancelled."))
        return redirect(back)
    return ask(
        request,
        title=_("Cancel the appointment"),
        trail=case_trail(known.case),
        effects=[_("The sender is told by mail, and it is struck out in their calendar.")],
        button=_("Cancel the appointment"),
        back=back,
    )


@require_POST
def link(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the sender an activity."""
    case = the_case(request, case_id)
    form = LinkForm(request.POST, pages=list(linked_activities.choices()))
    if form.is_valid():
        page_id = int(form.cleaned_data["page"])
        seen = number_of(request, "seen")
        act = partial(linked_activities.link, case.pk, page_id=page_id, by=request.user, seen=seen)
        handle_refusals(request, act, _("The sender sees the activity on their page."))
    return redirect("desk:case", case.pk)


@require_POST
def unlink(request: StaffRequest, case_id: UUID, page_id: int) -> HttpResponse:
    """Take an activity away."""
    case = the_case(request, case_id)
    act = partial(linked_activities.unlink, case.pk, page_id=page_id, by=request.user)
    handle_refusals(request, act, _("The activity is taken away."))
    return redirect("desk:case", case.pk)


def _with_template(request: StaffRequest, case: Case) -> ReplyForm:
    """Return the form with a prepared text below what is typed."""
    typed = request.POST.get("text", "").rstrip()
    chosen = prepared(case, request.POST.get("template", ""))
    _ask_for_files_again(request)
    return ReplyForm(initial={"text": "\n\n".join(filter(None, (typed, chosen)))})


def _ask_for_files_again(request: StaffRequest) -> None:
    """Say that a browser does not keep chosen files, if there were any."""
    if request.FILES:
        messages.warning(request, _("Please choose the files again: nothing was sent yet."))


def _say(request: StaffRequest, case: Case, form: ReplyForm, is_note: bool) -> None:
    seen = number_of(request, "seen")
    say = case_messages.note if is_note else partial(case_messages.write, seen=seen)
    uploaded: list[Any] = form.cleaned_data["attachments"]
    with transaction.atomic(), files.taking(uploaded, case) as kept:
        file_ids = [file.pk for file in kept]
        say(case.pk, text=form.cleaned_data["text"], by=request.user, file_ids=file_ids)


def _appointment(request: StaffRequest, appointment_id: UUID) -> Appointment:
    found = get_object_or_404(Appointment, pk=appointment_id)
    found.case = the_case(request, found.case_id)
    return found


def _form_page(
    request: StaffRequest, case: Case, form: AppointmentForm, title: str
) -> HttpResponse:
    seen = read_marker(case)
    hint = _("By Warsaw's clocks. The sender gets a mail with a calendar file.")
    return desk_page(
        request,
        "form",
        title=title,
        trail=case_trail(case),
        form=shown_with(form, seen),
        hint=" ".join([hint, *joined_too(case)]),
    )
