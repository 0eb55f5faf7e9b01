"""The public points, and what they can be narrowed by."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from cms.core import locales
from cms.core.collation import sort_key
from cms.delivery.region import region

from .json_types import CountyFilterJSON, PointFiltersJSON, ServiceFilterJSON
from .point import InformationPoint
from .serializers import represent_services, service_names
from .services import Service

if TYPE_CHECKING:
    from cms.core.representations.context import Reader
    from cms.core.representations.visibility import Visibility


def public_points(visibility: "Visibility") -> QuerySet[Any]:
    """Return the source pages of all public points; their rows hold the facts."""
    found: QuerySet[Any] = visibility.public(
        InformationPoint.objects.filter(locale__language_code=locales.SOURCE)
    )
    return found


def represent_filters(reader: "Reader") -> PointFiltersJSON:
    """Return the choices that find something: counties and services by name, languages by use."""
    points = list(public_points(reader.visibility).prefetch_related("services"))
    spoken = Counter(code for point in points for code in point.spoken)
    return {
        "counties": _counties(points, reader),
        "services": _services(points, reader),
        "spoken": [
            {"code": code, "count": count}
            for code, count in sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
    }


def _counties(points: list[InformationPoint], reader: "Reader") -> list[CountyFilterJSON]:
    known = region().counties
    counts = Counter(point.county for point in points if point.county in known)
    named: list[CountyFilterJSON] = [
        {"code": code, "name": region().county_name(code, reader.locale_code), "count": count}
        for code, count in counts.items()
    ]
    return sorted(named, key=lambda county: sort_key(county["name"]))


def _services(points: list[InformationPoint], reader: "Reader") -> list[ServiceFilterJSON]:
    offered: list[Service] = [service for point in points for service in point.services.all()]
    counts = Counter(service.pk for service in offered)
    unique = {service.pk: service for service in offered}
    return [
        {**service, "count": counts[service["id"]]}
        for service in represent_services(unique.values(), service_names(reader))
    ]
