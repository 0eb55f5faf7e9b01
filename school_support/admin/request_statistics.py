"""Numbers of requests: sums, tables with bars, the region as a dot map, and files for others."""

import logging
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cms.cases.admin.filters import county_choices
from cms.cases.admin.page_layout import desk_page, desk_trail
from cms.cases.admin.permissions import StaffRequest
from cms.cases.domain.permissions import cases_for
from cms.core.form_choices import set_choices
from cms.delivery.region import region
from cms.delivery.region.dot_map import represent_region
from cms.users.models import User
from school_support.domain import support_types
from school_support.domain.request_statistics import Request, by, counted, total
from school_support.rules.suppression import TooFewError

from .statistics_files import FORMATS, NotOverError, all_lines, as_file, published_lines
from .statistics_tables import Row, language, tables_of

logger = logging.getLogger(__name__)

LARGEST_DOT: Final = 46
YEARS: Final = (2000, 2100)
_DAYS: Final = [
    MinValueValidator(date(YEARS[0], 1, 1)),
    MaxValueValidator(date(YEARS[1], 12, 31)),
]


class PeriodForm(forms.Form):
    """Which requests are counted: by the day they were received, county and kind."""

    first = forms.DateField(
        label=gettext_lazy("From day"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=_DAYS,
    )
    last = forms.DateField(
        label=gettext_lazy("To day"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=_DAYS,
    )
    county = forms.ChoiceField(label=gettext_lazy("County"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of support"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("county", [("", _("All counties")), *county_choices(user)])
        known = support_types.known(language()).values()
        self._choices("kind", [("", _("All kinds")), *((str(one.key), one.name) for one in known)])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        set_choices(self, name, choices)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The period ends before it begins."))
        return data

    def chosen(self) -> dict[str, Any]:
        """Return what :func:`counted` takes."""
        known = {str(key): key for key in support_types.known(language())}
        return {**self.cleaned_data, "kind": known.get(self.cleaned_data["kind"])}


@require_GET
def numbers(request: StaffRequest) -> HttpResponse:
    """Show the numbers of a period in the user's counties, this year's without a choice.

    ``format=xlsx`` and ``format=csv`` are files with the same.
    """
    today = timezone.localdate()
    usual = {"first": date(today.year, 1, 1), "last": date(today.year, 12, 31)}
    form = PeriodForm(request.GET if "first" in request.GET else usual, user=request.user)
    among = cases_for(request.user)
    rows = counted(**form.chosen(), among=among) if form.is_valid() else []
    name = request.GET.get("format")
    if name in FORMATS and form.is_valid():
        logger.info("User %s takes the numbers of requests as %s.", request.user.pk, name)
        return as_file(all_lines(rows), name, "requests")
    query = request.GET.copy()
    query.pop("format", None)
    return desk_page(
        request,
        "numbers",
        title=_("Numbers of schools' requests"),
        trail=desk_trail(),
        form=form,
        tables=tables_of(rows),
        all=Row(_("All"), total(rows)),
        map=_map(rows),
        query=query.urlencode(),
        year=_closed_year(form.cleaned_data["last"] if form.is_valid() else today, today),
    )


@require_GET
def public_numbers(request: StaffRequest, year: int, form: str) -> HttpResponse:
    """Return a year's numbers for the public, of all counties; go back if there are too few."""
    if form not in FORMATS or not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    try:
        lines = published_lines(year, request.user)
    except NotOverError:
        messages.warning(
            request,
            _(
                "The numbers of %(year)d are published when the year is over, once: two files would"
                " tell what each hides."
            )
            % {"year": year},
        )
        return redirect("school_support:numbers")
    except TooFewError:
        messages.warning(
            request,
            _("There are too few requests of %(year)d to publish their numbers.") % {"year": year},
        )
        return redirect("school_support:numbers")
    logger.info("User %s takes the public numbers of %s.", request.user.pk, year)
    return as_file(lines, form, f"requests-public-{year}")


def _closed_year(day: date, today: date) -> int:
    """Return the year of a day, or the last one that is over."""
    return min(day.year, today.year - 1)


def _map(rows: list[Request]) -> dict[str, Any]:
    """Return the region's drawing, with a circle for each county whose area is its requests."""
    drawing = represent_region(region(), language())
    found = by(rows, lambda row: [row.county])
    most = max((one.requests for one in found.values()), default=0) or 1
    circles = [
        {
            **county,
            "count": found[county["code"]].requests,
            "radius": round(LARGEST_DOT * (found[county["code"]].requests / most) ** 0.5),
        }
        for county in drawing["counties"]
        if county["code"] in found
    ]
    return {**drawing, "circles": sorted(circles, key=lambda one: -one["radius"])}
