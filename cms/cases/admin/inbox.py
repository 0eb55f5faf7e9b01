"""The inbox: piles, filters, search, a table; and the same as a board by state."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from cms.cases.domain import case_actions, errors
from cms.cases.domain.case_list import CaseFilters, choose, columns, counts
from cms.cases.domain.permissions import case_types_for, cases_for
from cms.cases.enums import CaseState
from cms.cases.models import Case
from cms.delivery.region import region
from cms.users.admin_language import language_of
from cms.users.models import User

from .filters import ChoiceForm, kind_labels
from .page_layout import desk_page, desk_trail, home_trail
from .permissions import StaffRequest

PAGE_SIZE: Final = 50
COLUMN_SIZE: Final = 30
MAX_AT_ONCE: Final = 100
FORMATS: Final = ("xlsx", "csv")
VIEWS: Final[dict[str, Promise]] = {
    "open": gettext_lazy("Open cases"),
    "mine": gettext_lazy("Mine"),
    "unassigned": gettext_lazy("Nobody's"),
    "overdue": gettext_lazy("Overdue"),
    "unanswered": gettext_lazy("Without an answer"),
    "closed": gettext_lazy("Closed cases"),
    "all": gettext_lazy("All cases"),
}


@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    """Show one page of a pile, the open cases first by when they are due."""
    people = colleagues(request.user)
    form, chosen = asked(request, people)
    mine = cases_for(request.user)
    found = choose(request.user, chosen, mine)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    return desk_page(
        request,
        "inbox",
        title=_("Cases"),
        trail=home_trail(),
        lines=[_line(case, request.user) for case in page.object_list],
        page_obj=page,
        people=people,
        formats=FORMATS,
        is_filtered=any(value for name, value in form.data.items() if name not in {"p", "view"}),
        **_frame(request, form, chosen, mine),
    )


@require_GET
def board(request: StaffRequest) -> HttpResponse:
    """Show open cases in columns by state, and how many there are."""
    form, chosen = asked(request, colleagues(request.user))
    kinds = [kind for kind in case_types_for(request.user) if chosen.kind in {"", kind.name}]
    used = {state for kind in kinds for state in kind.states}
    mine = cases_for(request.user)
    states = [state for state in CaseState if state in used]
    found = columns(request.user, chosen, states, COLUMN_SIZE, mine)
    return desk_page(
        request,
        "board",
        title=_("Board"),
        trail=desk_trail(),
        columns=[
            (state, count, [_line(case, request.user) for case in cases], count - len(cases))
            for state, count, cases in found
            if count or state not in {CaseState.DECLINED, CaseState.WITHDRAWN}
        ],
        **_frame(request, form, chosen, mine),
    )


@require_POST
def give(request: StaffRequest) -> HttpResponse:
    """Assign the chosen cases to somebody; those that they cannot have are told of."""
    person = next(
        (one for one in colleagues(request.user) if str(one.pk) == request.POST.get("to")), None
    )
    shown = dict(map(_shown, request.POST.getlist("case")[:MAX_AT_ONCE]))
    if person is None or not any(shown):
        messages.error(request, _("Choose cases and who shall have them."))
        return _back(request)
    given, refused = 0, 0
    keys = [key for key in shown if key]
    for key in cases_for(request.user).filter(pk__in=keys).values_list("pk", flat=True):
        try:
            case_actions.assign(key, to=person, by=request.user, had=shown[key])
            given += 1
        except errors.CaseError:
            refused += 1
    _tell(request, person, given, refused)
    return _back(request)


def asked(request: StaffRequest, people: list[User]) -> tuple[ChoiceForm, CaseFilters]:
    """Return the form as it was filled in, and what it asks for."""
    form = ChoiceForm(request.GET, user=request.user, people=people)
    view = request.GET.get("view", "open")
    return form, form.chosen(view if view in VIEWS else "open")


def colleagues(user: User) -> list[User]:
    """Return whoever may have a case that ``user`` sees, by name: one statement."""
    from django.contrib.auth.models import Permission

    granted = Q()
    for kind in case_types_for(user):
        label, _dot, codename = kind.permission.partition(".")
        granted |= Q(content_type__app_label=label, codename=codename)
    may = Q(groups__permissions__in=Permission.objects.filter(granted)) | Q(pk=user.pk)
    found = User.objects.filter(may, is_active=True).distinct()
    return list(found.order_by("last_name", "first_name", "pk"))


def _frame(
    request: StaffRequest, form: ChoiceForm, chosen: CaseFilters, mine: QuerySet[Case]
) -> dict[str, Any]:
    counted = counts(request.user, mine)
    query = request.GET.copy()
    for name in ("view", "p"):
        query.pop(name, None)
    return {
        "form": form,
        "is_narrowed": any(
            value for name, value in form.data.items() if name not in {"p", "view", "q"}
        ),
        "view": chosen.view,
        "query": query.urlencode(),
        "piles": [(name, label, counted.get(name)) for name, label in VIEWS.items()],
        "tools": [
            (label, reverse(name))
            for kind in case_types_for(request.user)
            for label, name in kind.tools
        ],
        "may_manage_remits": request.user.has_perm("desk.manage_remits"),
        "may_manage_personal_data": request.user.has_perm("desk.manage_personal_data"),
    }


def _line(case: Case, user: User) -> dict[str, Any]:
    """Return a case with what the list says about it."""
    today = timezone.localdate()
    county = region().counties.get(case.county)
    late = (today - case.due_on).days if case.due_on and case.closed_at is None else 0
    return {
        "case": case,
        "url": reverse("desk:case", args=[case.pk]),
        "kind": kind_labels().get(case.kind, case.kind),
        "county": region().county_name(case.county, language_of(user)) if county else "",
        "is_overdue": late > 0,
        "late": ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late},
        "is_due_today": case.closed_at is None and case.due_on == today,
    }


def _back(request: StaffRequest) -> HttpResponse:
    """Return to the list as it was narrowed."""
    query = request.GET.urlencode()
    return redirect(reverse("desk:inbox") + (f"?{query}" if query else ""))


def _shown(text: str) -> tuple[UUID | None, int | None]:
    """Return a case and who had it in the list: ``id/`` for nobody, ``id/12``; no id if unknown."""
    key, _slash, had = text.partition("/")
    try:
        return UUID(key), int(had) if had else None
    except ValueError:
        return None, None


def _tell(request: StaffRequest, person: User, given: int, refused: int) -> None:
    name = person.get_full_name() or person.username
    if given:
        text = ngettext(
            "%(count)d case is assigned to %(name)s.",
            "%(count)d cases are assigned to %(name)s.",
            given,
        )
        messages.success(request, text % {"count": given, "name": name})
    if refused:
        text = ngettext(
            "%(count)d case stays: it is closed, a colleague was quicker, or %(name)s does not"
            " answer for its county.",
            "%(count)d cases stay: closed, taken by a colleague meanwhile, or of counties that"
            " %(name)s does not answer for.",
            refused,
        )
        messages.warning(request, text % {"count": refused, "name": name})
