"""What lists and feeds of activities can be asked for: one line for each filter."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.delivery.api.parameter_types import COUNTY, DAY, FLAG, LANGUAGE, one_of, whole
from cms.delivery.api.query_filters import QueryFilter, read_filters
from events.domain.activity_cache import BACK, CachedGroup, today
from events.domain.filters import OccurrenceFilters
from events.enums import FAMILIES, Family, Kind, Level

KINDS: Final = (*Family.values, *Kind.values)
MAX_AGE: Final = 120
FORWARD: Final = timedelta(days=366)
LAST_FIRST: Final = date.max - FORWARD


def _fits_age(group: CachedGroup, age: int) -> bool:
    first, last = group.json["age_from"], group.json["age_to"]
    return (first is None or first <= age) and (last is None or age <= last)


# From a line here follow the API document, the reader and what the address refuses. The form of
# the site is frontend/src/lib/activities/filters.ts.
FILTERS: Final[list[QueryFilter[CachedGroup]]] = [
    QueryFilter("from", DAY, "The first day, Warsaw's; by default today, at most 40 days back."),
    QueryFilter("to", DAY, "The last day; by default a year after the first one."),
    QueryFilter(
        "kind",
        one_of(KINDS, _("There is no such kind.")),
        "A kind of activity, or one of its varieties.",
        lambda group, kind: kind in (group.kind, FAMILIES[group.kind]),
    ),
    QueryFilter(
        "county",
        COUNTY,
        "A county's official code (TERYT).",
        lambda group, code: group.county == code,
    ),
    QueryFilter("age", whole(MAX_AGE), "Fits this age.", _fits_age),
    QueryFilter(
        "level",
        one_of(Level.values, _("There is no such level.")),
        "Level of Polish (CEFR).",
        lambda group, level: group.json["level"] == level,
    ),
    QueryFilter(
        "language",
        LANGUAGE,
        "Taught in this language, ISO 639.",
        lambda group, code: code in group.json["languages"],
    ),
    QueryFilter("free", FLAG, "Only where one may sign up and places are left."),
]
DESCRIBED: Final = [known.parameter for known in FILTERS]


def choice_of(parameters: Mapping[str, str]) -> OccurrenceFilters:
    """Return what is asked for. Raises ``InvalidParametersError`` with all that is wrong."""
    chosen = read_filters(FILTERS, parameters)
    first = min(max(chosen.values.get("from", today()), today() - BACK), LAST_FIRST)
    last = chosen.values.get("to", first + FORWARD)
    if last < first:
        chosen.errors["to"] = _("The last day comes before the first one.")
    chosen.refuse_errors()
    return OccurrenceFilters(
        first=first,
        last=min(last, first + FORWARD),
        conditions=chosen.conditions,
        is_free=chosen.values.get("free", False),
    )
