"""Decisions on a case: the moves from state to state, who has it, when it is due."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cms.core import locales
from cms.desk.domain import flow, merging
from cms.desk.domain.rights import cases_for, people_for
from cms.desk.models import Case
from cms.desk.rules.references import normalised

from .access import DeskRequest, the_case
from .acting import acted
from .forms import CompleteForm, DueForm, GiveForm, MergeForm, MessageForm, ReasonForm
from .pages import ask, case_trail

Move = Callable[..., Case]
# What each decision asks, what it does, and what its button says.
MOVES: Final[dict[str, tuple[type[MessageForm], Move, str | Promise]]] = {
    "triage": (MessageForm, flow.triage, gettext_lazy("Begin to check")),
    "accept": (MessageForm, flow.accept, gettext_lazy("Accept")),
    "start": (MessageForm, flow.start, gettext_lazy("Begin to work on it")),
    "complete": (CompleteForm, flow.complete, gettext_lazy("Complete")),
    "decline": (ReasonForm, flow.decline, gettext_lazy("Decline")),
    "reopen": (MessageForm, flow.reopen, gettext_lazy("Open again")),
}


def move(name: str) -> Callable[..., HttpResponse]:
    """Return the view of a decision: what will happen on GET, the decision on POST."""
    form_class, act, label = MOVES[name]

    @require_http_methods(["GET", "POST"])
    def view(request: DeskRequest, case_id: UUID) -> HttpResponse:
        """Ask, then decide; go back to the case. What was written is kept if it cannot be."""
        case, status = the_case(request, case_id), 200
        form = form_class(request.POST if request.method == "POST" else None)
        form.fields["message"].widget.attrs["lang"] = case.locale
        if request.method == "POST" and form.is_valid():
            decide = partial(act, case.pk, by=request.user, **form.cleaned_data)
            if acted(request, decide, _("Done. The sender is told by mail.")):
                return redirect("desk:case", case.pk)
            status = 409
        return ask(
            request,
            title=f"{label}: {case.reference}",
            trail=case_trail(case),
            effects=_effects(case),
            button=str(label),
            back=reverse("desk:case", args=[case.pk]),
            form=form,
            status=status,
        )

    return view


@require_POST
def assign(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a colleague, who is told by mail."""
    case = the_case(request, case_id)
    form = GiveForm(request.POST, people=list(people_for(case)))
    if form.is_valid():
        person = form.people[form.cleaned_data["to"]]
        done = _("The case is with %(name)s now.") % {"name": person.get_full_name() or person}
        acted(request, lambda: flow.assign(case.pk, to=person, by=request.user), done)
    else:
        messages.error(request, _("Choose who shall have the case."))
    return redirect("desk:case", case.pk)


@require_POST
def take(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Take the case oneself."""
    case = the_case(request, case_id)
    acted(
        request, lambda: flow.assign(case.pk, to=request.user, by=request.user), _("It is yours.")
    )
    return redirect("desk:case", case.pk)


@require_POST
def release(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Give the case back to all."""
    case = the_case(request, case_id)
    acted(request, lambda: flow.release(case.pk, by=request.user), _("Nobody has the case now."))
    return redirect("desk:case", case.pk)


@require_POST
def due(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Set the day by which it must be answered."""
    case = the_case(request, case_id)
    form = DueForm(request.POST)
    if form.is_valid():
        on = form.cleaned_data["on"]
        acted(request, lambda: flow.set_due(case.pk, on=on, by=request.user), _("The day is set."))
    else:
        messages.error(request, _("Write a day."))
    return redirect("desk:case", case.pk)


@require_http_methods(["GET", "POST"])
def merge(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Ask on GET, join the case with another one on POST; go on with that one."""
    case = the_case(request, case_id)
    values = request.POST if request.method == "POST" else request.GET
    form = MergeForm(values)
    other = _other(request, case, form)
    if other is None:
        messages.error(request, _("You have no other case of this kind with this number."))
        return redirect("desk:case", case.pk)
    if request.method == "POST":
        join = partial(merging.merge, case.pk, into=other.pk, by=request.user)
        is_done = acted(request, join, _("The two cases are one now."))
        return redirect("desk:case", other.pk if is_done else case.pk)
    form.fields["reference"].widget = form.fields["reference"].hidden_widget()
    return ask(
        request,
        title=_("Join %(case)s with %(other)s")
        % {"case": case.reference, "other": other.reference},
        trail=case_trail(case),
        effects=[
            _("%(case)s is closed; %(other)s (%(about)s) goes on.")
            % {"case": case.reference, "other": other.reference, "about": other.about},
            _("Its sender is told by mail, and gets our answers from then on as well."),
            _("This cannot be undone."),
        ],
        button=_("Join"),
        back=reverse("desk:case", args=[case.pk]),
        form=form,
    )


def _other(request: DeskRequest, case: Case, form: MergeForm) -> Case | None:
    if not form.is_valid():
        return None
    reference = normalised(form.cleaned_data["reference"])
    found = cases_for(request.user).filter(kind=case.kind, reference=reference)
    return found.exclude(pk=case.pk).first()


def _effects(case: Case) -> list[str]:
    if not case.email:
        return [_("The sender's address is deleted: nobody is told by mail.")]
    language = locales.NAMES.get(case.locale, case.locale)
    return [
        _("The sender is told by mail, in their language: %(language)s.") % {"language": language}
    ]
