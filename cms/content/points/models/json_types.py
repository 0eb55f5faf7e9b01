"""The JSON of points. Days are calendar days, times those of Warsaw's clocks."""

from typing import TypedDict

from cms.core.models.page import BasePageJSON
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.json_types import Day, LocaleCode
from cms.delivery.region.dot_map import RegionJSON


class SpanJSON(TypedDict):
    """Times such as 08:00; a span that lasts to midnight closes at 24:00."""

    opens: str
    closes: str


class CountyJSON(TypedDict):
    """``code`` is the official one (TERYT); ``name`` is in the reader's language."""

    code: str
    name: str


class MapPointJSON(TypedDict):
    """Units of the region's drawing."""

    x: int
    y: int


class ServiceJSON(TypedDict):
    """``id`` is the same in all languages, ``lang`` that of the name."""

    id: int
    name: str
    lang: LocaleCode


class WeekdayHoursJSON(TypedDict):
    """``weekday`` from Monday, 1, to Sunday, 7."""

    weekday: int
    spans: list[SpanJSON]


_From = TypedDict("_From", {"from": Day})  # A keyword cannot be a name in a class.


class HoursExceptionJSON(_From):
    """Days, both ends included; without spans the point is closed."""

    until: Day
    spans: list[SpanJSON]


class ClosureJSON(_From):
    """Days, both ends included; null: for good."""

    until: Day | None
    successor: PageCardJSON | None


class ConfirmationJSON(TypedDict):
    """Who checked the facts, and when."""

    on: Day
    by: str


class FactsJSON(TypedDict):
    """``spoken`` are ISO 639 codes; coordinates are degrees WGS 84."""

    street: str
    postcode: str
    city: str
    county: CountyJSON | None
    latitude: float | None
    longitude: float | None
    map: MapPointJSON | None
    phone: str
    email: str
    services: list[ServiceJSON]
    spoken: list[str]
    hours: list[WeekdayHoursJSON]
    exceptions: list[HoursExceptionJSON]
    closed_on_public_holidays: bool
    closure: ClosureJSON | None
    confirmed: ConfirmationJSON | None


class PointFactsJSON(FactsJSON):
    """What is true of a point at any time of day, in all languages; ``id`` is the source page's.

    ``spoken`` are ISO 639 codes; coordinates are degrees WGS 84.
    """

    id: int


class InformationPointJSON(BasePageJSON):
    """A point's page: texts in its language, facts of the source page."""

    point: PointFactsJSON
    region: RegionJSON


class CountyFilterJSON(CountyJSON):
    """How many points there are in a county."""

    count: int


class ServiceFilterJSON(ServiceJSON):
    """How many points help with it."""

    count: int


class SpokenFilterJSON(TypedDict):
    """At how many points a language is spoken."""

    code: str
    count: int


class PointFiltersJSON(TypedDict):
    """What the list of points can be narrowed by: only what finds something."""

    counties: list[CountyFilterJSON]
    services: list[ServiceFilterJSON]
    spoken: list[SpokenFilterJSON]


class DirectoryPageJSON(BasePageJSON):
    """The page around the list."""

    filters: PointFiltersJSON
    region: RegionJSON
