"""Numbers of activities by kind, county and period, as a chart, tables and a spreadsheet."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Final

from babel.dates import format_date
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.core.form_choices import set_choices
from cms.core.spreadsheets import XLSX, as_xlsx
from cms.delivery.region import region
from events.domain.activity_statistics import Counted, Numbers, by, counted, total
from events.enums import Kind

from .exports import as_file
from .page_layout import desk_page, desk_trail

BAR: Final = 100


class PeriodForm(forms.Form):
    """Which activities are counted: by Warsaw's days, kind and county."""

    first = forms.DateField(
        label=gettext_lazy("From day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("To day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("All kinds")), *Kind.choices],
        required=False,
    )
    county = forms.ChoiceField(label=gettext_lazy("County"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the region's counties."""
        super().__init__(*args, **kwargs)
        names = county_names()
        set_choices(self, "county", [("", _("All counties")), *names.items()])

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The period ends before it begins."))
        return data


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``bar`` is its part of the longest, of 100."""

    label: str
    numbers: Numbers
    bar: int


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """Show the numbers of a period, this year's without a choice; ``format=xlsx`` for a file."""
    today = timezone.localdate()
    usual = {"first": date(today.year, 1, 1), "last": date(today.year, 12, 31)}
    form = PeriodForm(request.GET if "first" in request.GET else usual)
    rows = counted(**form.cleaned_data) if form.is_valid() else []
    tables = _tables(rows)
    if request.GET.get("format") == "xlsx" and form.is_valid():
        return as_file(as_xlsx(_("Numbers"), _lines(tables)), XLSX, "numbers.xlsx")
    return desk_page(
        request,
        "numbers",
        title=_("Numbers"),
        trail=desk_trail(),
        form=form,
        tables=tables,
        total=total(rows),
        query=request.GET.urlencode(),
    )


def county_names() -> dict[str, str]:
    """Return the region's counties by their codes, in the user's language."""
    language = get_language() or "pl"
    return {
        one.code: one.names.get(language, one.names["pl"]) for one in region().counties.values()
    }


def _tables(rows: list[Counted]) -> list[tuple[str, list[Row]]]:
    kinds, counties = dict(Kind.choices), county_names()
    return [
        (_("By month"), _rows(rows, "month", _month)),
        (_("By kind"), _rows(rows, "kind", lambda value: str(kinds[value]))),
        (
            _("By county"),
            _rows(rows, "county", lambda code: counties.get(code, code) or _("not given")),
        ),
    ]


def _rows(rows: list[Counted], field: str, label: Callable[[Any], str]) -> list[Row]:
    found = by(rows, field)
    most = max((one.coming for one in found.values()), default=0) or 1
    return [Row(label(key), one, round(BAR * one.coming / most)) for key, one in found.items()]


def _month(day: date) -> str:
    return format_date(day, "LLLL y", locale=(get_language() or "pl").replace("-", "_"))


def _lines(tables: Iterable[tuple[str, list[Row]]]) -> Iterable[list[Any]]:
    yield [
        "",
        "",
        _("Groups"),
        _("Dates"),
        _("Places"),
        _("People with a place"),
        _("Attended"),
        _("Waiting"),
        _("Withdrawn"),
        _("Noted attendances"),
    ]
    for title, rows in tables:
        for row in rows:
            yield [title, row.label, *astuple(row.numbers)]
