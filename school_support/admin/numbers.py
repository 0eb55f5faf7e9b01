"""Numbers of requests: tables, bars, the region as a dot map, and files for others."""

import csv
import io
import logging
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from babel.dates import format_date
from babel.numbers import format_decimal
from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.core import locales
from cms.core.alphabet import sort_key
from cms.core.region import region
from cms.core.region.drawing import represent_region
from cms.core.spreadsheets import XLSX, as_xlsx, harmless
from cms.desk.admin.access import DeskRequest
from cms.desk.admin.pages import desk_page, desk_trail
from school_support.domain import kinds
from school_support.domain.numbers import (
    Numbers,
    Request,
    by,
    counted,
    middle,
    ninth_tenth,
    suppressed,
    total,
)

logger = logging.getLogger(__name__)

BAR: Final = 100
LARGEST_DOT: Final = 46
HIDDEN: Final = "<5"


class PeriodForm(forms.Form):
    """Which requests are counted: by the day they were received, county and kind."""

    first = forms.DateField(
        label=gettext_lazy("From day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("To day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    county = forms.ChoiceField(label=gettext_lazy("County"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of support"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's own.
        super().__init__(*args, **kwargs)
        named = sorted(_counties().items(), key=lambda pair: sort_key(pair[1]))
        self._choices("county", [("", _("All counties")), *named])
        known = kinds.known(_language()).values()
        self._choices("kind", [("", _("All kinds")), *((str(one.key), one.name) for one in known)])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # Both are ChoiceFields.

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The period ends before it begins."))
        return data

    def chosen(self) -> dict[str, Any]:
        """Return what :func:`counted` takes."""
        data = self.cleaned_data
        found = next((key for key in kinds.known(_language()) if str(key) == data["kind"]), None)
        return {
            "first": data["first"],
            "last": data["last"],
            "county": data["county"],
            "kind": found,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``bar`` is its part of the longest, of 100."""

    label: str
    numbers: Numbers
    bar: int

    @property
    def waits(self) -> list[str]:
        """The waits as they are shown: first answer and completion, each median and nine tenths."""
        numbers = self.numbers
        return [
            _number(found)
            for days in (numbers.answers, numbers.completions)
            for found in (middle(days), ninth_tenth(days))
        ]


Table = tuple[str, list[Row]]


@require_GET
def numbers(request: DeskRequest) -> HttpResponse:
    """Show the numbers of a period, this year's without a choice.

    ``format=xlsx`` and ``format=csv`` are files with all numbers; ``for=public`` hides small ones.
    """
    today = timezone.localdate()
    usual = {"first": date(today.year, 1, 1), "last": date(today.year, 12, 31)}
    form = PeriodForm(request.GET if "first" in request.GET else usual)
    rows = counted(**form.chosen()) if form.is_valid() else []
    tables = _tables(rows)
    name = request.GET.get("format")
    if name in {"xlsx", "csv"} and form.is_valid():
        is_public = request.GET.get("for") == "public"
        logger.info("User %s takes the numbers of requests with them as %s.", request.user.pk, name)
        return _file(_lines(tables, is_public=is_public), name)
    query = request.GET.copy()
    query.pop("format", None)
    return desk_page(
        request,
        "numbers",
        title=_("Numbers of schools' requests"),
        trail=desk_trail(),
        form=form,
        tables=tables,
        all=Row(_("All"), total(rows), BAR),
        map=_map(rows),
        query=query.urlencode(),
    )


def _tables(rows: list[Request]) -> list[Table]:
    counties = _counties()
    every = {one.key: one.name for one in kinds.known(_language()).values()}
    gone = {key for row in rows for key in row.kinds} - every.keys()
    every |= {key: ", ".join(kinds.names([key], _language())) for key in gone}
    months = by(rows, lambda row: [row.month])
    return [
        (_("By month"), _rows(dict(sorted(months.items())), _month)),
        (
            _("By county"),
            _largest(
                _rows(by(rows, lambda row: [row.county]), lambda key: counties.get(str(key), "–"))
            ),
        ),
        (
            _("By kind of support"),
            _largest(_rows(by(rows, lambda row: row.kinds), lambda key: every.get(key, "–"))),
        ),
    ]


def _rows(found: dict[Hashable, Numbers], label: Any) -> list[Row]:  # noqa: ANN401  A function of a key.
    most = max((one.requests for one in found.values()), default=0) or 1
    return [Row(label(key), one, round(BAR * one.requests / most)) for key, one in found.items()]


def _largest(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.numbers.requests, sort_key(row.label)))


def _map(rows: list[Request]) -> dict[str, Any]:
    """Return the region's drawing, with a circle for each county whose area is its requests."""
    drawing = represent_region(region(), _language())
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


def _lines(tables: Iterable[Table], *, is_public: bool) -> Iterable[list[Any]]:
    yield [
        "",
        "",
        _("Requests"),
        _("Pupils"),
        _("First answer: median, working days"),
        _("First answer: nine of ten within"),
        _("Completion: median, working days"),
        _("Completion: nine of ten within"),
    ]
    for title, rows in tables:
        requests = [row.numbers.requests for row in rows]
        pupils = [row.numbers.pupils for row in rows]
        shown = suppressed(requests) if is_public else requests
        people = suppressed(pupils) if is_public else pupils
        for row, count, heads in zip(rows, shown, people, strict=True):
            # Of a group that is hidden, how long it waited is not told either.
            waits = [HIDDEN] * 4 if count is None else row.waits
            yield [title, row.label, _shown(count), _shown(heads), *waits]


def _shown(count: int | None) -> int | str:
    return HIDDEN if count is None else count


def _file(lines: Iterable[list[Any]], name: str) -> HttpResponse:
    if name == "xlsx":
        response = HttpResponse(as_xlsx(_("Numbers"), lines), content_type=XLSX)
    else:
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(
            [harmless(cell) for cell in line] for line in lines
        )
        response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="requests.{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _counties() -> dict[str, str]:
    code = _language()
    return {one: region().county_name(one, code) for one in region().counties}


def _language() -> str:
    code = get_language() or locales.SOURCE
    return code if code in locales.CODES else locales.SOURCE


def _month(day: date) -> str:
    return format_date(day, "LLLL y", locale=_language())


def _number(value: float | None) -> str:
    return "–" if value is None else format_decimal(round(value, 1), locale=_language())
