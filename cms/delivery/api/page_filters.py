"""Which pages a list holds: Wagtail's filters, over what the public may see."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.core import locales
from cms.core.models import BasePage
from cms.core.representations.visibility import Visibility

from .json_schema import Schema
from .list_queries import Columns, by_columns, described
from .page_types import page_types
from .parameter_types import BOOLEAN, ID, MOMENT, TEXT
from .problems import InvalidParametersError
from .schema_decorators import LOCALE, parameter

ANY_TYPE: Final = "wagtailcore.Page"
TREE: Final = ("child_of", "ancestor_of", "descendant_of", "translation_of")


# Columns that a list can be filtered by with an exact value, and ordered by.
COLUMNS: Final[Columns] = {
    "id": ID,
    "title": TEXT,
    "slug": TEXT,
    "show_in_menus": BOOLEAN,
    "seo_title": TEXT,
    "search_description": TEXT,
    "first_published_at": MOMENT,
    "last_published_at": MOMENT,
    "alias_of": ID,
}
_RELATIVE: Final[Schema] = {"oneOf": [ID.schema, {"type": "string", "enum": ["root"]}]}
DESCRIBED: Final = [
    parameter(
        "type",
        {"type": "string", "maxLength": 500, "pattern": "^[A-Za-z_.,]*$"},
        "Types with commas between them, such as pages.ContentPage.",
    ),
    parameter("locale", LOCALE, "The language that the pages are written in."),
    parameter("site", TEXT.schema, "The site's host: there is one site."),
    *(
        parameter(
            name, ID.schema if name == "ancestor_of" else _RELATIVE, "The id of another page."
        )
        for name in TREE
    ),
    *described(COLUMNS),
]
# What the length of a list depends on.
NAMES: Final = frozenset(known.name for known in DESCRIBED)


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
    if "site" in parameters and parameters["site"] not in site_hosts():
        raise InvalidParametersError({"site": _("There is no such site here.")})
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


def site_hosts() -> set[str]:
    """Return the names by which clients may mean this site: its host or the API's, or with port."""
    names = set()
    for address in map(urlsplit, (settings.SITE_URL, settings.CMS_URL)):
        port = address.port or (443 if address.scheme == "https" else 80)
        names |= {f"{address.hostname}", f"{address.hostname}:{port}"}
    return names


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
        other = everything.filter(pk=ID.read(name, value)).first()
    if other is None:
        raise InvalidParametersError({name: _("There is no such page.")})
    return getattr(pages, name)(other)
