"""The numbers of requests as files: all of them for the office, and those for the public."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core import locales
from cms.core.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from cms.users.models import User
from school_support.domain.request_statistics import Numbers, Request, counted, total
from school_support.models import PublishedNumbers
from school_support.rules.suppression import SMALL, hidden

from .statistics_tables import Row, language, tables_of, waits, whole_tables_of

# What Statistics Poland writes for a number that is kept secret.
HIDDEN: Final = "#"


class NotOverError(Exception):
    """The year is not over: what is published of it now would differ from what comes later."""


FORMATS: Final = frozenset({"xlsx", "csv"})
_WAITS: Final = 4
Line = list[Any]


def all_lines(rows: list[Request]) -> Iterator[Line]:
    """Yield heads, the sums of everything and those of each table."""
    yield _heads()
    yield [_("All"), "", *_numbers(Row("", total(rows)))]
    for title, lines in tables_of(rows):
        for line in lines:
            yield [title, line.label, *_numbers(line)]


def published_lines(year: int, by: User) -> list[Line]:
    """Return the public numbers of a year that is over, the same whenever they are asked for.

    They are counted once, in every language. Raises TooFewError, NotOverError.
    """
    if year >= timezone.localdate().year:
        raise NotOverError
    known = PublishedNumbers.objects.filter(year=year).first()
    if known is None:
        lines = {}
        for code in locales.CODES:
            with translation.override(code):
                lines[code] = public_lines(year)
        first = {"lines": lines, "published_at": timezone.now(), "published_by": by}
        # Somebody else may publish them at the same moment: the first stand.
        known, _is_new = PublishedNumbers.objects.get_or_create(year=year, defaults=first)
    found: list[Line] = known.lines[language()]
    return found


def public_lines(year: int) -> list[Line]:
    """Return the sums of a whole year everywhere, without small ones. Raises TooFewError.

    A year as a whole, because the difference of two periods that overlap would tell what each
    hides. A line is hidden by its number of requests, and then altogether; how long schools waited
    is told of five at least.
    """
    rows = counted(date(year, 1, 1), date(year, 12, 31))
    found = [_heads(), [str(year), "", *_public(total(rows))]]
    for title, lines in whole_tables_of(rows, year):
        secret = hidden([line.numbers.requests for line in lines])
        for place, line in enumerate(lines):
            shown = [HIDDEN] * (2 + _WAITS) if place in secret else _public(line.numbers)
            found.append([title, line.label, *shown])
    legend = _("Not told: fewer than five, or what such a number would follow from.")
    return [*found, [HIDDEN, legend]]


def as_file(lines: Iterable[Line], form: str, name: str) -> HttpResponse:
    """Answer with an XLSX or CSV file that no cache keeps and in which no cell calculates."""
    if form == "xlsx":
        response = HttpResponse(as_xlsx(_("Numbers"), lines), content_type=XLSX)
    else:
        response = HttpResponse(as_csv(lines), content_type=CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _heads() -> Line:
    return [
        "",
        "",
        _("Requests"),
        _("Pupils"),
        _("First answer: median, working days"),
        _("First answer: nine of ten within"),
        _("Completion: median, working days"),
        _("Completion: nine of ten within"),
    ]


def _numbers(row: Row) -> Line:
    return [row.numbers.requests, row.numbers.pupils, *row.waits]


def _public(numbers: Numbers) -> Line:
    told = [
        found if len(days) >= SMALL else HIDDEN
        for days in (numbers.answers, numbers.completions)
        for found in waits(days)
    ]
    return [numbers.requests, numbers.pupils, *told]
