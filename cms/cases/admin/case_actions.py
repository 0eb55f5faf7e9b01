"""Decisions on a case: the moves from state to state, who has it, when it is due."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cms.cases.domain import appointments, case_actions, case_merge, case_messages, case_split
from cms.cases.domain.notifications import is_told
from cms.cases.domain.permissions import cases_for, people_for
from cms.cases.domain.read_markers import read_marker
from cms.cases.enums import CLOSED_STATES, CaseState
from cms.cases.models import Case
from cms.cases.rules.case_references import normalised
from cms.core import locales

from .error_messages import handle_refusals, joined_too, say_done
from .forms import (
    AssignCaseForm,
    CompleteForm,
    DueForm,
    MergeForm,
    MessageForm,
    ReasonForm,
    shown_with,
)
from .page_layout import ask, case_trail
from .permissions import StaffRequest, number_of, the_case

Move = Callable[..., Case]
# What each decision asks, what it does, and what its button says.
MOVES: Final[dict[str, tuple[type[MessageForm], Move, str | Promise]]] = {
    "triage": (MessageForm, case_actions.triage, gettext_lazy("Begin to check")),
    "accept": (MessageForm, case_actions.accept, gettext_lazy("Accept")),
    "start": (MessageForm, case_actions.start, gettext_lazy("Begin to work on it")),
    "complete": (CompleteForm, case_actions.complete, gettext_lazy("Complete")),
    "decline": (ReasonForm, case_actions.decline, gettext_lazy("Decline")),
    "reopen": (MessageForm, case_actions.reopen, gettext_lazy("Open again")),
}
STATES: Final = {
    "triage": CaseState.IN_TRIAGE,
    "accept": CaseState.ACCEPTED,
    "start": CaseState.IN_PROGRESS,
    "complete": CaseState.COMPLETED,
    "decline": CaseState.DECLINED,
    "reopen": CaseState.IN_PROGRESS,
}


def move(name: str) -> Callable[..., HttpResponse]:
    """Return the view of a decision: what will happen on GET, the decision on POST."""
    form_class, act, label = MOVES[name]

    @require_http_methods(["GET", "POST"])
    def view(request: StaffRequest, case_id: UUID) -> HttpResponse:
        """Ask, then decide; go back to the case. What was written is kept if it cannot be.

        What the sender wrote since the case was shown stands above the button, and counts as seen
        then.
        """
        case, status = the_case(request, case_id), 200
        now, seen = read_marker(case), number_of(request, "seen")
        form = form_class(request.POST if request.method == "POST" else None)
        form.fields["message"].widget.attrs["lang"] = case.locale
        if request.method == "POST" and form.is_valid():
            decide = partial(act, case.pk, by=request.user, **{**form.cleaned_data, "seen": seen})
            if handle_refusals(request, decide):
                say_done(request, case.pk, _("Done."))
                return redirect("desk:case", case.pk)
            status = 409
        return ask(
            request,
            title=f"{label}: {case.reference}",
            trail=case_trail(case),
            effects=_effects(case, name),
            unread=case_messages.unread_of(case, seen),
            button=str(label),
            back=reverse("desk:case", args=[case.pk]),
            form=shown_with(form, now),
            status=status,
        )

    return view


@require_POST
def assign(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a colleague, who is told by mail."""
    case = the_case(request, case_id)
    form = AssignCaseForm(request.POST, people=list(people_for(case)))
    if form.is_valid():
        person = form.people[form.cleaned_data["to"]]
        done = _("The case is with %(name)s now.") % {"name": person.get_full_name() or person}
        had = number_of(request, "had") or None
        handle_refusals(
            request,
            partial(case_actions.assign, case.pk, to=person, by=request.user, had=had),
            done,
        )
    else:
        messages.error(request, _("Choose who shall have the case."))
    return redirect("desk:case", case.pk)


@require_POST
def take(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Take the case oneself."""
    case, had = the_case(request, case_id), number_of(request, "had") or None
    act = partial(case_actions.assign, case.pk, to=request.user, by=request.user, had=had)
    handle_refusals(request, act, _("It is yours."))
    return redirect("desk:case", case.pk)


@require_POST
def release(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Give the case back to all."""
    case, had = the_case(request, case_id), number_of(request, "had") or None
    act = partial(case_actions.release, case.pk, by=request.user, had=had)
    handle_refusals(request, act, _("Nobody has the case now."))
    return redirect("desk:case", case.pk)


@require_POST
def due(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Set the day by which it must be answered."""
    case = the_case(request, case_id)
    form = DueForm(request.POST)
    if form.is_valid():
        on = form.cleaned_data["on"]
        handle_refusals(
            request,
            lambda: case_actions.set_due(case.pk, on=on, by=request.user),
            _("The day is set."),
        )
    else:
        messages.error(request, _("Write a day."))
    return redirect("desk:case", case.pk)


@require_http_methods(["GET", "POST"])
def merge(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask on GET, join the case with another one on POST; go on with that one."""
    case = the_case(request, case_id)
    values = request.POST if request.method == "POST" else request.GET
    form = MergeForm(values)
    other = _other(request, case, form)
    if other is None:
        messages.error(request, _("You have no other case of this kind with this number."))
        return redirect("desk:case", case.pk)
    if request.method == "POST":
        join = partial(case_merge.merge, case.pk, into=other.pk, by=request.user)
        is_done = handle_refusals(request, join, _("The two cases are one now."))
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
            _("Both senders are told by mail, and get our answers from then on."),
            _("What belongs to either stays its own: the two can be parted again."),
        ],
        button=_("Join"),
        back=reverse("desk:case", args=[case.pk]),
        form=form,
    )


def _other(request: StaffRequest, case: Case, form: MergeForm) -> Case | None:
    if not form.is_valid():
        return None
    reference = normalised(form.cleaned_data["reference"])
    found = cases_for(request.user).filter(kind=case.kind, reference=reference)
    return found.exclude(pk=case.pk).first()


@require_http_methods(["GET", "POST"])
def part(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask on GET, undo the joining of the case on POST."""
    case = the_case(request, case_id)
    if request.method == "POST":
        handle_refusals(
            request,
            partial(case_split.split, case.pk, by=request.user),
            _("The case goes on by itself again. Its sender is told by mail."),
        )
        return redirect("desk:case", case.pk)
    return ask(
        request,
        title=_("Part %(case)s from the other case") % {"case": case.reference},
        trail=case_trail(case),
        effects=[
            _("The case is open again and goes on by itself."),
            _("Its sender is told by mail; our answers so far stay on their page."),
            _("Coming appointments of the other case are no longer for them."),
        ],
        button=_("Part them"),
        back=reverse("desk:case", args=[case.pk]),
    )


def _effects(case: Case, name: str) -> list[str]:
    effects = joined_too(case)
    coming = appointments.of_all(case).filter(is_cancelled=False, starts_at__gt=timezone.now())
    if STATES[name] in CLOSED_STATES and (count := coming.count()):
        text = ngettext(
            "%(count)d appointment is cancelled.", "%(count)d appointments are cancelled.", count
        )
        effects.append(text % {"count": count})
    if not is_told(case):
        return [*effects, _("The sender's address is deleted: nobody is told by mail.")]
    language = locales.NAMES.get(case.locale, case.locale)
    text = _("The sender is told by mail, in their language: %(language)s.")
    return [*effects, text % {"language": language}]
