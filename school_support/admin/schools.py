"""The register in the admin: to look up, not to change; it is imported by command."""

from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cms.cases.admin.page_layout import desk_page, desk_trail
from cms.cases.admin.permissions import StaffRequest
from cms.cases.domain.permissions import cases_for
from cms.cases.rules.text_normalisation import fold
from cms.core.form_choices import set_choices
from school_support.domain.school_search import MAX_WORDS
from school_support.models import School

from .statistics_tables import NONE, county_names

PAGE_SIZE: Final = 50


class SchoolForm(forms.Form):
    """Which schools are looked for."""

    q = forms.CharField(
        label=gettext_lazy("Name, town, street or RSPO number"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    county = forms.ChoiceField(label=gettext_lazy("County"), required=False)
    closed = forms.BooleanField(label=gettext_lazy("Closed schools only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All counties")), *county_names().items()]
        set_choices(self, "county", choices)


@require_GET
def schools(request: StaffRequest) -> HttpResponse:
    """Show the schools that fit the words, and how often each asked, among the user's cases."""
    form = SchoolForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    mine = Q(requests__case__in=cases_for(request.user).values("pk"))
    found = School.objects.annotate(asked=Count("requests", filter=mine))
    found = found.order_by("town", "name", "rspo")
    for word in fold(chosen.get("q", "")).split()[:MAX_WORDS]:
        found = found.filter(search_words__contains=word)
    if chosen.get("county"):
        found = found.filter(county=chosen["county"])
    if chosen.get("closed"):
        found = found.exclude(closed_on=None)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    names = county_names()
    return desk_page(
        request,
        "schools",
        title=_("Schools"),
        trail=desk_trail(),
        form=form,
        is_narrowed=any(chosen.values()),
        page_obj=page,
        elided_page_range=page.paginator.get_elided_page_range(page.number),
        lines=[(one, names.get(one.county, NONE)) for one in page.object_list],
    )
