"""What the facts of a point must fulfil together; every refusal says what to do."""

from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.content.points.enums import SPOKEN
from cms.core import locales
from cms.delivery.region import region
from cms.delivery.region.geometry import GeoPoint

MARGIN: Final = 0.3  # Degrees around the region in which a point may stand.


def check_facts(point: Page) -> None:
    """Raise ``ValidationError`` with the errors of all fields."""
    errors = {
        **_errors_of_place(point),
        **_errors_of_choices(point),
        **_errors_of_closure(point),
        **_errors_of_successor(point),
        **_errors_of_confirmation(point),
    }
    if errors:
        raise ValidationError(errors)


def _errors_of_place(point: Page) -> dict[str, Any]:
    latitude, longitude = point.latitude, point.longitude
    if latitude is None and longitude is None:
        return {}
    if latitude is None or longitude is None:
        name = "latitude" if latitude is None else "longitude"
        return {name: _("Write both coordinates, or none.")}
    if region().box.holds(GeoPoint(latitude, longitude), MARGIN):
        return {}
    if region().box.holds(GeoPoint(longitude, latitude), MARGIN):
        return {"latitude": _("Latitude and longitude seem to have changed places.")}
    return {"latitude": _("This place is far outside the region. Check both coordinates.")}


def _errors_of_choices(point: Page) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    if point.county and point.county not in region().counties:
        errors["county"] = _("There is no such county in the region.")
    if not isinstance(point.spoken, list) or not set(point.spoken) <= set(SPOKEN):
        errors["spoken"] = _("Choose languages from the list.")
    return errors


def _errors_of_closure(point: Page) -> dict[str, Any]:
    if point.closed_from is None and (point.closed_until or point.successor_id):
        return {"closed_from": _("Write the first day of the closure.")}
    if point.closed_from and point.closed_until and point.closed_until < point.closed_from:
        return {"closed_until": _("The last day comes before the first one.")}
    return {}


def _errors_of_successor(point: Page) -> dict[str, Any]:
    """Follow the successors of the source pages: the way must not lead back here."""
    seen: set[UUID] = set()
    following = point.successor
    while following is not None and following.translation_key not in seen:
        if following.translation_key == point.translation_key:
            return {"successor": _loop(point)}
        seen.add(following.translation_key)
        following = _source(following).successor
    return {}


def _loop(point: Page) -> Promise:
    if point.successor and point.successor.translation_key == point.translation_key:
        return _("A point cannot be its own successor. Choose another one.")
    return _("That point leads readers back to this one. Choose another one.")


def _source(point: Page) -> Page:
    same = type(point).objects.filter(translation_key=point.translation_key)
    return same.filter(locale__language_code=locales.SOURCE).first() or point


def _errors_of_confirmation(point: Page) -> dict[str, Any]:
    if point.confirmed_by and point.confirmed_on is None:
        return {"confirmed_on": _("Write the day of the confirmation.")}
    if point.confirmed_on and not point.confirmed_by:
        return {"confirmed_by": _("Write who has confirmed it.")}
    return {}
