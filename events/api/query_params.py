"""What lists and feeds of activities can be asked for."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from cms.core import locales
from cms.delivery.api.base import whole_number
from cms.delivery.api.problems import InvalidParametersError
from cms.delivery.api.schema_decorators import LOCALE, parameter
from cms.delivery.region import region
from events.domain.activity_cache import BACK, today
from events.domain.filters import OccurrenceFilters
from events.enums import Family, Kind, Level

KINDS: Final = (*Family.values, *Kind.values)
MAX_AGE: Final = 120
FORWARD: Final = timedelta(days=366)
LAST_FIRST: Final = date.max - FORWARD
_DAY: Final = {"type": "string", "format": "date"}

LOCALE_PARAMETER: Final = parameter("locale", LOCALE, "The reader's language; by default Polish.")
FILTERS: Final[list[OpenApiParameter]] = [
    parameter("from", _DAY, "The first day, Warsaw's; by default today, at most 40 days back."),
    parameter("to", _DAY, "The last day; by default a year after the first one."),
    parameter(
        "kind",
        {"type": "string", "enum": list(KINDS)},
        "A kind of activity, or one of its varieties.",
    ),
    parameter("county", {"type": "string", "maxLength": 8}, "A county's official code (TERYT)."),
    parameter("age", {"type": "integer", "minimum": 0, "maximum": MAX_AGE}, "Fits this age."),
    parameter("level", {"type": "string", "enum": Level.values}, "Level of Polish (CEFR)."),
    parameter("language", {"type": "string", "maxLength": 8}, "Taught in this language, ISO 639."),
    parameter("free", {"type": "boolean"}, "Only where one may sign up and places are left."),
]
NAMES: Final = frozenset({"locale", *(known.name for known in FILTERS)})


def locale_of(parameters: Mapping[str, str]) -> str:
    """Return the reader's language. Raises ``InvalidParametersError``."""
    code = parameters.get("locale", locales.SOURCE)
    if code not in locales.CODES:
        raise InvalidParametersError({"locale": _("There is no such language here.")})
    return code


def choice_of(parameters: Mapping[str, str]) -> OccurrenceFilters:
    """Return what is asked for. Raises ``InvalidParametersError`` with all that is wrong."""
    errors: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name, read in _READERS.items():
        if name in parameters:
            try:
                found[name] = read(parameters[name])
            except InvalidParametersError as error:
                errors[name] = error.errors[name][0]
            except ValueError as error:
                errors[name] = error.args[0]
    first = min(max(found.get("from", today()), today() - BACK), LAST_FIRST)
    last = found.get("to", first + FORWARD)
    if last < first:
        errors["to"] = _("The last day comes before the first one.")
    if errors:
        raise InvalidParametersError(errors)
    chosen = {
        name: found[name]
        for name in ("kind", "county", "age", "level", "language")
        if name in found
    }
    return OccurrenceFilters(
        first=first, last=min(last, first + FORWARD), is_free=found.get("free", False), **chosen
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("Write a day like 2027-03-28.")) from None


def _one_of(values: tuple[str, ...], fault: Promise | str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in values:
            raise ValueError(fault)
        return text

    return read


def _county(text: str) -> str:
    if text not in region().counties:
        raise ValueError(_("There is no such county in the region."))
    return text


def _language(text: str) -> str:
    if not (text.isascii() and text.isalpha()):
        raise ValueError(_("There is no such language in the list."))
    return text


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(_("Write true or false."))
    return text == "true"


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "from": _day,
    "to": _day,
    "kind": _one_of(KINDS, _("There is no such kind.")),
    "county": _county,
    "age": lambda text: whole_number("age", text, maximum=MAX_AGE),
    "level": _one_of(tuple(Level.values), _("There is no such level.")),
    "language": _language,
    "free": _flag,
}
