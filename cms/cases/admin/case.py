"""One case: what was asked, what was said, what can be done next, and what happened."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cms.cases.domain import appointments, case_merge, case_messages, files, linked_activities
from cms.cases.domain.audit_log import log
from cms.cases.domain.case_types import case_type_of
from cms.cases.domain.notifications import is_told
from cms.cases.domain.permissions import people_for
from cms.cases.domain.read_markers import read_marker
from cms.cases.enums import MOVES, OPEN_STATES, Action, CaseState
from cms.cases.models import Case, CaseFile, MessageTemplate
from cms.delivery.region import region
from cms.users.admin_language import language_of

from .forms import AssignCaseForm, DueForm, LinkForm, MergeForm, ReplyForm, filled, shown_with
from .page_layout import desk_page, desk_trail
from .permissions import StaffRequest, refuse, the_case

# The buttons to the next states, in the order in which work goes on.
STEPS: Final[dict[CaseState, tuple[str, Promise]]] = {
    CaseState.IN_TRIAGE: ("triage", gettext_lazy("Begin to check")),
    CaseState.ACCEPTED: ("accept", gettext_lazy("Accept")),
    CaseState.IN_PROGRESS: ("start", gettext_lazy("Begin to work on it")),
    CaseState.COMPLETED: ("complete", gettext_lazy("Complete")),
    CaseState.DECLINED: ("decline", gettext_lazy("Decline")),
}


@require_GET
def show(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show a case."""
    case = the_case(request, case_id)
    return case_page(request, case)


def case_page(
    request: StaffRequest, case: Case, *, reply: ReplyForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page of a case, with what was typed if it was refused."""
    kind, seen = case_type_of(case.kind), read_marker(case)
    is_open = case.state in OPEN_STATES
    return desk_page(
        request,
        "case",
        title=f"{case.reference} · {case.about}",
        trail=desk_trail(),
        status=status,
        case=case,
        kind=kind,
        is_open=is_open,
        facts=kind.facts(case),
        asked=kind.text_of(case),
        county=_county(request, case),
        steps=_steps(case, kind.states, seen),
        seen=seen,
        is_told=is_told(case),
        standing=_standing(case),
        thread=case_messages.all_of(case),
        request_files=case.files.filter(message=None),
        appointments=appointments.of_all(case),
        linked=linked_activities.of_all(case),
        entries=case.events.select_related("by").order_by("-pk"),
        merged=case.merged.all(),
        suggested=case_merge.suggestions(case) if is_open else [],
        templates=_templates(case),
        reply=shown_with(reply or ReplyForm(), seen),
        give=AssignCaseForm(people=list(people_for(case))),
        due=DueForm(initial={"on": case.due_on}),
        merge=MergeForm(),
        link=LinkForm(pages=list(linked_activities.choices())),
    )


@require_GET
def file(request: StaffRequest, file_id: UUID) -> HttpResponseBase:
    """Return a file of a case as an attachment, and note who opened it."""
    found = get_object_or_404(CaseFile.objects.select_related("case"), pk=file_id)
    if found.case is None:
        refuse(request, "file")
    case = the_case(request, found.case.pk)
    response = files.answer(found)
    log(case, Action.FILE_READ, by=request.user, file=str(found.pk))
    return response


def prepared(case: Case, chosen: str) -> str:
    """Return a template's text in the sender's language, filled in; empty for none."""
    found = next((one for one in _templates(case) if str(one.pk) == chosen), None)
    return filled(getattr(found, f"text_{case.locale}"), case) if found else ""


def _steps(case: Case, used: tuple[CaseState, ...], seen: int) -> list[tuple[str, Promise, bool]]:
    """Return the moves that are possible: address, words, and whether it is the usual next one."""
    if case.merged_into_id or case.state not in OPEN_STATES:
        return []
    possible = [state for state in STEPS if state in MOVES[CaseState(case.state)] and state in used]
    base = {state: reverse(f"desk:case_{STEPS[state][0]}", args=[case.pk]) for state in possible}
    urls = {state: f"{url}?seen={seen}" for state, url in base.items()}
    return [(urls[state], STEPS[state][1], state == possible[0]) for state in possible]


def _standing(case: Case) -> dict[str, Any]:
    """Return when the case is due, in the words of the list."""
    today = timezone.localdate()
    late = (today - case.due_on).days if case.due_on and case.closed_at is None else 0
    return {"is_overdue": late > 0, "is_due_today": case.due_on == today and not case.closed_at}


def _county(request: StaffRequest, case: Case) -> str:
    if case.county not in region().counties:
        return ""
    return region().county_name(case.county, language_of(request.user))


def _templates(case: Case) -> list[MessageTemplate]:
    """Return the templates of the case's kind that are written in the sender's language."""
    found = MessageTemplate.objects.filter(kind__in=["", case.kind])
    return list(found.exclude(**{f"text_{case.locale}": ""}))
