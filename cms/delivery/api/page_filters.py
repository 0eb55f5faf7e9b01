"""Which pages a list holds: Wagtail's filters, over what the public may see."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.core import locales
from cms.core.models import BasePage
from cms.core.representations.visibility import Visibility
from cms.delivery.documents.store import MAX_ID

from .base import whole_number
from .json_schema import Schema
from .list_queries import by_columns
from .page_types import page_types
from .problems import InvalidParametersError
from .schema_decorators import LOCALE, parameter

ANY_TYPE: Final = "wagtailcore.Page"
TREE: Final = ("child_of", "ancestor_of", "descendant_of", "translation_of")


def page_id(name: str, text: str) -> int:
    """Return an id from a query parameter. Raises ``InvalidParametersError``."""
    return whole_number(name, text, maximum=MAX_ID)


def boolean(name: str, text: str) -> bool:
    """Return a truth value. Raises ``InvalidParametersError``."""
    values = {"true": True, "1": True, "false": False, "0": False}
    if text not in values:
        raise InvalidParametersError({name: _("Write true or false.")})
    return values[text]


def moment(name: str, text: str) -> datetime:
    """Return an aware time, Europe/Warsaw unless it says otherwise.

    Raises ``InvalidParametersError``.
    """
    try:
        found = parse_datetime(text.replace(" ", "+"))  # A plus sign in a query is a space.
        if found is not None and timezone.is_naive(found):
            found = timezone.make_aware(found)
        found = found and found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise InvalidParametersError({name: _("Write a time such as 2026-11-23T10:00:00+01:00.")})
    return found


def text(_name: str, value: str) -> str:
    """Return ``value``."""
    return value


# Columns that a list can be filtered by with an exact value, and ordered by.
COLUMNS: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "id": page_id,
    "title": text,
    "slug": text,
    "show_in_menus": boolean,
    "seo_title": text,
    "search_description": text,
    "first_published_at": moment,
    "last_published_at": moment,
    "alias_of": page_id,
}
ID_SCHEMA: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": MAX_ID}
_RELATIVE: Final[Schema] = {"oneOf": [ID_SCHEMA, {"type": "string", "enum": ["root"]}]}
_SCHEMAS: Final[Mapping[Callable[[str, str], Any], Schema]] = {
    page_id: ID_SCHEMA,
    text: {"type": "string", "maxLength": 2000},
    boolean: {"type": "boolean"},
    moment: {"type": "string", "format": "date-time"},
}
DESCRIBED: Final = [
    parameter(
        "type",
        {"type": "string", "maxLength": 500},
        "Types with commas between them, such as pages.ContentPage.",
    ),
    parameter("locale", LOCALE, "The language that the pages are written in."),
    *(
        parameter(
            name, ID_SCHEMA if name == "ancestor_of" else _RELATIVE, "The id of another page."
        )
        for name in TREE
    ),
    *(parameter(name, _SCHEMAS[read], "An exact value.") for name, read in COLUMNS.items()),
]


def chosen_types(parameters: Mapping[str, str]) -> list[type[BasePage]]:
    """Return the page types that ``type`` names, all of them by default.

    Raises ``InvalidParametersError``.
    """
    known = {label.lower(): model for label, model in page_types().items()}
    names = [name.lower() for name in parameters.get("type", "").split(",") if name]
    if not names or ANY_TYPE.lower() in names:
        return list(known.values())
    if not known.keys() >= set(names):
        raise InvalidParametersError({"type": _("There is no such type of page.")})
    return [known[name] for name in dict.fromkeys(names)]


def filtered(parameters: Mapping[str, str], visibility: Visibility) -> PageQuerySet:
    """Return the public pages that the parameters ask for, unordered.

    Raises ``InvalidParametersError``.
    """
    everything = visibility.public(Page.objects.all())
    pages = everything
    if parameters.get("type"):
        pages = pages.type(*chosen_types(parameters))
    if "locale" in parameters:
        pages = pages.filter(locale_id=locale_id(parameters["locale"], visibility))
    pages = pages.filter(**by_columns(parameters, COLUMNS))
    for name in TREE:
        if name in parameters:
            pages = _related(name, parameters[name], pages, everything)
    return pages


def locale_id(code: str, visibility: Visibility) -> int:
    """Return the id of a locale. Raises ``InvalidParametersError``."""
    ids = {known: pk for pk, known in visibility.locale_codes.items() if known in locales.CODES}
    if code not in ids:
        raise InvalidParametersError({"locale": _("There is no such language here.")})
    return ids[code]


def _related(name: str, value: str, pages: PageQuerySet, everything: PageQuerySet) -> PageQuerySet:
    """Narrow ``pages`` to relatives of another public page; ``root`` is the source's home."""
    if value == "root" and name != "ancestor_of":
        other = everything.filter(url_path=f"/{locales.SOURCE}/").first()
    else:
        other = everything.filter(pk=page_id(name, value)).first()
    if other is None:
        raise InvalidParametersError({name: _("There is no such page.")})
    return getattr(pages, name)(other)
