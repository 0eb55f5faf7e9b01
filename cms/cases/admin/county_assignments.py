"""Who answers for which counties, for administrators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from cms.cases.domain import reassignment
from cms.cases.domain.case_types import CaseType, all_case_types
from cms.cases.domain.permissions import counties_of
from cms.cases.models import Remit
from cms.cases.models.county_assignment import EVERYWHERE
from cms.core.collation import sort_key
from cms.core.stale_forms import ShownForm
from cms.delivery.region import region
from cms.users.admin_language import language_of
from cms.users.models import User

from .page_layout import desk_page, desk_trail
from .permissions import StaffRequest


class CountyAssignmentForm(ShownForm, forms.Form):
    """The counties of one person."""

    everywhere = forms.BooleanField(
        label=gettext_lazy("The whole region, and whatever names no county"), required=False
    )
    counties = forms.MultipleChoiceField(
        label=gettext_lazy("Counties"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one, region().county_name(one, code)) for one in region().counties]
        choices = sorted(named, key=lambda pair: sort_key(pair[1]))
        self.fields["counties"].choices = choices  # type: ignore[attr-defined]  # It is a ChoiceField.

    def chosen(self) -> set[str]:
        """Return the codes; only ``*`` for the whole region."""
        if self.cleaned_data["everywhere"]:
            return {EVERYWHERE}
        return set(self.cleaned_data["counties"])


@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """Show whoever works on cases with their counties, and the counties that nobody answers for."""
    code = language_of(request.user)
    people, counties = list(_people()), _counties()
    lines = [
        (person, _names(counties.get(person.pk, set()), code), _kinds(person)) for person in people
    ]
    return desk_page(
        request,
        "remits",
        title=_("Who answers for which counties"),
        trail=desk_trail(),
        lines=lines,
        gaps=[(kind.label, _gap(kind, code)) for kind in all_case_types()],
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit(request: StaffRequest, user_id: int) -> HttpResponse:
    """Change a person's counties."""
    User.objects.select_for_update().filter(pk=user_id).first()
    person = get_object_or_404(_people(), pk=user_id)
    code = language_of(request.user)
    known = _counties().get(person.pk, set())
    initial = {"everywhere": EVERYWHERE in known, "counties": sorted(known - {EVERYWHERE})}
    form = CountyAssignmentForm(
        request.POST if request.method == "POST" else None, initial=initial, code=code
    )
    if request.method == "POST" and form.is_valid():
        _set(person, form.chosen())
        if freed := reassignment.give_back([person]):
            text = ngettext(
                "%(count)d case that they had is free again, and others are told.",
                "%(count)d cases that they had are free again, and others are told.",
                freed,
            )
            messages.warning(request, text % {"count": freed})
        messages.success(request, _("The counties of %(name)s are saved.") % {"name": person})
        return redirect("desk:remits")
    return desk_page(
        request,
        "form",
        title=_("Counties of %(name)s") % {"name": person.get_full_name() or person.username},
        trail=desk_trail(),
        form=form,
    )


def _people() -> QuerySet[User]:
    """Return whoever has the right to work on a kind of case by a role."""
    granted = Q()
    for kind in all_case_types():
        label, _dot, codename = kind.permission.partition(".")
        granted |= Q(content_type__app_label=label, codename=codename)
    permissions = Permission.objects.filter(granted)
    found = User.objects.filter(is_active=True).filter(
        Q(groups__permissions__in=permissions) | Q(is_superuser=True)
    )
    rows: QuerySet[User] = found.distinct().order_by("last_name", "first_name", "pk")
    return rows


@transaction.atomic
def _set(person: User, counties: set[str]) -> None:
    Remit.objects.filter(user=person).exclude(county__in=counties).delete()
    known = counties_of(person)
    for one in counties - known:
        Remit.objects.create(user=person, county=one)


def _counties() -> dict[int, set[str]]:
    """Return everybody's counties by user: one statement."""
    found: dict[int, set[str]] = {}
    for user_id, county in Remit.objects.values_list("user_id", "county"):
        found.setdefault(user_id, set()).add(county)
    return found


def _names(known: set[str], code: str) -> str:
    if EVERYWHERE in known:
        return _("the whole region")
    found = (region().county_name(one, code) for one in known & region().counties.keys())
    return ", ".join(sorted(found, key=sort_key))


def _kinds(person: User) -> str:
    return ", ".join(
        str(kind.label) for kind in all_case_types() if person.has_perm(kind.permission)
    )


def _gap(kind: CaseType, code: str) -> list[str]:
    """Return the counties whose cases of a kind reach nobody but administrators."""
    reached = reassignment.reached_counties(kind)
    if EVERYWHERE in reached:
        return []
    missing = (region().county_name(one, code) for one in region().counties.keys() - reached)
    return sorted(missing, key=sort_key)
