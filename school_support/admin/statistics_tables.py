"""Sums by month, county and kind of support, as tables with words in the reader's language."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core import locales
from cms.core.collation import sort_key
from cms.delivery.region import region
from school_support.domain import support_types
from school_support.domain.request_statistics import Numbers, Request, by, middle, ninth_tenth

BAR: Final = 100
NONE: Final = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``bar`` is its part of the longest, of 100."""

    label: str
    numbers: Numbers
    bar: int = BAR

    @property
    def waits(self) -> list[str]:
        """The waits as they are shown: first answer and completion, each median and nine tenths."""
        return [*waits(self.numbers.answers), *waits(self.numbers.completions)]


Table = tuple[str, list[Row]]


def tables_of(rows: list[Request]) -> list[Table]:
    """Return what there was; the months in their order, counties and kinds the largest first."""
    counties, names = county_names(), kind_names(rows)
    return [
        (_("By month"), _rows(dict(sorted(_by_month(rows).items())), month_name)),
        (
            _("By county"),
            _largest(_rows(_by_county(rows), lambda key: counties.get(key, NONE))),
        ),
        (
            _("By kind of support"),
            _largest(_rows(by(rows, lambda row: row.kinds), lambda key: names.get(key, NONE))),
        ),
    ]


def whole_tables_of(rows: list[Request], year: int) -> list[Table]:
    """Return every month of a year, every county and every kind, also those without requests."""
    counties, names = county_names(), kind_names(rows)
    found = _by_county(rows)
    months = {date(year, month, 1): "" for month in range(1, 13)}
    return [
        (_("By month"), _every(_by_month(rows), {day: month_name(day) for day in months})),
        (_("By county"), _every(found, counties | dict.fromkeys(found.keys() - counties, NONE))),
        (_("By kind of support"), _every(by(rows, lambda row: row.kinds), names)),
    ]


def county_names() -> dict[Hashable, str]:
    """Return the region's counties by code, in the order of their names."""
    code = language()
    named = {one: region().county_name(one, code) for one in region().counties}
    return dict(sorted(named.items(), key=lambda pair: sort_key(pair[1])))


def kind_names(rows: list[Request]) -> dict[Hashable, str]:
    """Return the kinds that are offered, and those that were asked for but are offered no more."""
    known: dict[Hashable, str] = {
        key: one.name for key, one in support_types.known(language()).items()
    }
    gone = {key for row in rows for key in row.kinds} - known.keys()
    return known | {key: ", ".join(support_types.names([key], language())) or NONE for key in gone}


def waits(days: list[int]) -> list[str]:
    """Return median and nine tenths of some waits as they are shown."""
    return [_number(found) for found in (middle(days), ninth_tenth(days))]


def month_name(day: date) -> str:
    """Return the month and year of a day."""
    return format_date(day, "LLLL y", locale=language())


def language() -> str:
    """Return the language that is active, among the site's."""
    code = get_language() or locales.SOURCE
    return code if code in locales.CODES else locales.SOURCE


def _by_month(rows: list[Request]) -> dict[Any, Numbers]:
    return by(rows, lambda row: [row.month])


def _by_county(rows: list[Request]) -> dict[Hashable, Numbers]:
    return by(rows, lambda row: [row.county])


def _rows(found: Mapping[Any, Numbers], label: Callable[[Any], str]) -> list[Row]:
    most = max((one.requests for one in found.values()), default=0) or 1
    return [Row(label(key), one, round(BAR * one.requests / most)) for key, one in found.items()]


def _every(found: Mapping[Any, Numbers], names: Mapping[Any, str]) -> list[Row]:
    return [Row(name, found.get(key, Numbers())) for key, name in names.items()]


def _largest(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.numbers.requests, sort_key(row.label)))


def _number(value: float | None) -> str:
    return NONE if value is None else format_decimal(round(value, 1), locale=language())
