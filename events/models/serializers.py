"""Facts of activities and groups as JSON, and what is public of them."""

from typing import TYPE_CHECKING, Any, cast

from django.db.models import QuerySet
from wagtail.models import Page

from cms.core import locales
from cms.core.collation import sort_key
from cms.delivery.region import region
from cms.delivery.region.dot_map import projection_of
from cms.delivery.region.geometry import GeoPoint
from events.enums import FAMILIES, Kind, Level

from .group import Group
from .json_types import (
    ActivityCountyJSON,
    ActivityFactsJSON,
    ActivityFiltersJSON,
    ActivityMapPointJSON,
    ActivityPlaceJSON,
    FamilyName,
    GroupFactsJSON,
    KindName,
    PartyName,
)

if TYPE_CHECKING:
    from cms.core.representations.context import Reader
    from cms.core.representations.visibility import Visibility


def public_activities(model: type[Page], visibility: "Visibility") -> QuerySet[Any]:
    """Return the source pages of all public activities."""
    found: QuerySet[Any] = visibility.public(
        model.objects.filter(locale__language_code=locales.SOURCE)
    )
    return found


def public_groups(activities: QuerySet[Any]) -> QuerySet[Group]:
    """Return the groups that the public sees, cancelled ones too."""
    return Group.objects.filter(activity__in=activities, is_public=True)


def represent_activity(page: Any) -> ActivityFactsJSON:  # noqa: ANN401  The page needs this module.
    """Return the facts of a source page."""
    return {
        "kind": cast("FamilyName", FAMILIES[Kind(page.kind)].value),
        "variety": cast("KindName", page.kind),
        "party": cast("PartyName", page.party),
        "organiser": page.organiser,
        "phone": page.phone,
        "email": page.email,
    }


def represent_group(group: Group, locale_code: str) -> GroupFactsJSON:
    """Return the facts of a group for readers of a language."""
    return {
        "id": group.pk,
        "name": group.name,
        "level": group.level,
        "age_from": group.age_from,
        "age_to": group.age_to,
        "languages": list(group.languages),
        "has_childcare": group.has_childcare,
        "accessibility": list(group.accessibility),
        "is_online": group.is_online,
        "place": None if group.is_online else _place(group, locale_code),
        "price": f"{group.price:.2f}",
        "teaching_hours": group.teaching_hours,
        "has_certificates": group.has_certificates,
        "is_moderated": group.is_moderated,
        "max_party": group.max_party,
        "questions": list(group.questions),
    }


def represent_filters(groups: QuerySet[Group], reader: "Reader") -> ActivityFiltersJSON:
    """Return the choices that some group fits; one query."""
    rows = list(
        groups.filter(cancelled_at=None)
        .order_by()
        .values_list("activity__kind", "county", "level", "languages")
    )
    counties = [_county(code, reader.locale_code) for code in {row[1] for row in rows}]
    return {
        "varieties": [
            cast("KindName", kind.value) for kind in Kind if kind in {row[0] for row in rows}
        ],
        "counties": sorted(
            (county for county in counties if county), key=lambda found: sort_key(found["name"])
        ),
        "levels": [level.value for level in Level if level in {row[2] for row in rows}],
        "languages": sorted({code for row in rows for code in row[3]}),
    }


def _place(group: Group, locale_code: str) -> ActivityPlaceJSON:
    return {
        "name": group.place,
        "street": group.street,
        "postcode": group.postcode,
        "city": group.city,
        "county": _county(group.county, locale_code),
        "latitude": _degrees(group.latitude),
        "longitude": _degrees(group.longitude),
        "map": _map_point(group),
    }


def _county(code: str, locale_code: str) -> ActivityCountyJSON | None:
    if code not in region().counties:
        return None
    return {"code": code, "name": region().county_name(code, locale_code)}


def _degrees(value: float | None) -> float | None:
    """Return degrees to about a metre."""
    return None if value is None else round(value, 5)


def _map_point(group: Group) -> ActivityMapPointJSON | None:
    if group.latitude is None or group.longitude is None:
        return None
    x, y = projection_of(region()).point(GeoPoint(group.latitude, group.longitude))
    return {"x": x, "y": y}
