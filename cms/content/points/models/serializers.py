"""A point's facts as JSON and as a schedule: always those of the source page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import time
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from cms.content.points.enums import Weekday
from cms.content.points.rules.schedule import Period, Schedule
from cms.content.points.rules.spans import Span
from cms.core import locales
from cms.core.collation import sort_key
from cms.core.representations.cards import PageCardJSON
from cms.delivery.region import region
from cms.delivery.region.dot_map import projection_of
from cms.delivery.region.geometry import GeoPoint

from .json_types import (
    ClosureJSON,
    ConfirmationJSON,
    CountyJSON,
    HoursExceptionJSON,
    MapPointJSON,
    PointFactsJSON,
    ServiceJSON,
    SpanJSON,
)
from .services import Service

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

ServiceNames = Mapping[UUID, tuple[str, str]]


def service_names(reader: "Reader") -> ServiceNames:
    """Return each live service's name and its language, by translation key; one query."""
    codes = [reader.locale_code, locales.SOURCE]
    rows = Service.objects.filter(Q(live=True), locale__language_code__in=codes)
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for key, locale_id, name in rows.values_list("translation_key", "locale_id", "name"):
        found[key][reader.visibility.locale_codes[locale_id]] = name
    return {
        key: next((names[code], code) for code in codes if code in names)
        for key, names in found.items()
    }


def schedule_of(point: Page) -> Schedule:
    """Return all that decides when the point is open."""
    weekly: dict[int, list[Span]] = defaultdict(list)
    for line in point.hours.all():
        weekly[line.weekday].append(line.span)
    closed_from = point.closed_from
    return Schedule(
        weekly={weekday: tuple(sorted(spans)) for weekday, spans in weekly.items()},
        exceptions=tuple(
            sorted(
                (line.special_days for line in point.exceptions.all()), key=lambda s: s.period.first
            )
        ),
        closed_on_public_holidays=point.closed_on_public_holidays,
        closure=Period(closed_from, point.closed_until) if closed_from else None,
    )


def represent_facts(point: Page, reader: "Reader", names: ServiceNames) -> PointFactsJSON:
    """Return the facts of a source page for a reader."""
    schedule = schedule_of(point)
    return {
        "id": point.pk,
        "street": point.street,
        "postcode": point.postcode,
        "city": point.city,
        "county": _county(point, reader),
        "latitude": _degrees(point.latitude),
        "longitude": _degrees(point.longitude),
        "map": _map_point(point),
        "phone": point.phone,
        "email": point.email,
        "services": represent_services(point.services.all(), names),
        "spoken": list(point.spoken),
        "hours": [
            {"weekday": day.value, "spans": represent_spans(schedule.weekly.get(day, ()))}
            for day in Weekday
        ],
        "exceptions": _exceptions(schedule),
        "closed_on_public_holidays": point.closed_on_public_holidays,
        "closure": _closure(point, reader),
        "confirmed": _confirmation(point),
    }


def represent_services(services: Iterable[Service], names: ServiceNames) -> list[ServiceJSON]:
    """Return the live ones of ``services`` by name."""
    found: list[ServiceJSON] = [
        {"id": service.pk, "name": name, "lang": lang}
        for service in services
        if service.translation_key in names
        for name, lang in [names[service.translation_key]]
    ]
    return sorted(found, key=lambda service: sort_key(service["name"]))


def represent_spans(spans: Iterable[Span]) -> list[SpanJSON]:
    """Return spans as times on the wall."""
    return [
        {
            "opens": _clock(span.opens),
            "closes": "24:00" if span.lasts_to_midnight else _clock(span.closes),
        }
        for span in spans
    ]


def _clock(at: time) -> str:
    return at.isoformat("minutes")


def _county(point: Page, reader: "Reader") -> CountyJSON | None:
    if point.county not in region().counties:
        return None
    name = region().county_name(point.county, reader.locale_code)
    return {"code": point.county, "name": name}


def _degrees(value: float | None) -> float | None:
    """Return degrees to about a metre."""
    return None if value is None else round(value, 5)


def _map_point(point: Page) -> MapPointJSON | None:
    if point.latitude is None or point.longitude is None:
        return None
    x, y = projection_of(region()).point(GeoPoint(point.latitude, point.longitude))
    return {"x": x, "y": y}


def _exceptions(schedule: Schedule) -> list[HoursExceptionJSON]:
    return [
        {
            "from": found.period.first.isoformat(),
            "until": (found.period.last or found.period.first).isoformat(),
            "spans": represent_spans(found.spans),
        }
        for found in schedule.exceptions
    ]


def _closure(point: Page, reader: "Reader") -> ClosureJSON | None:
    if point.closed_from is None:
        return None
    return {
        "from": point.closed_from.isoformat(),
        "until": point.closed_until.isoformat() if point.closed_until else None,
        "successor": _successor(point, reader),
    }


def _successor(point: Page, reader: "Reader") -> PageCardJSON | None:
    if point.successor_id is None:
        return None
    successor = type(point)(pk=point.successor_id)
    return next(iter(reader.cards([successor])), None)


def _confirmation(point: Page) -> ConfirmationJSON | None:
    if point.confirmed_on is None:
        return None
    return {"on": point.confirmed_on.isoformat(), "by": point.confirmed_by}
