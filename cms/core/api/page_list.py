"""Lists of pages: Wagtail's wire conventions, items from prepared documents."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchResults

from cms.core import content_version, documents, locales
from cms.core.content_version import PerVersion
from cms.core.documents.page import detail_url, iso
from cms.core.representations.visibility import Visibility

from .answers import json_answer
from .base import PublicView, whole_number
from .fields import LISTED, Selection, known_fields, select
from .page_filters import COLUMNS, TREE, chosen_types, filtered
from .problems import InvalidParametersError

MAX_LIMIT: Final = 100
DEFAULT_LIMIT: Final = 20
MAX_OFFSET: Final = 1_000_000
OPERATORS: Final = ("and", "or")
# What a page's own row tells, so that a plain list needs no documents.
IN_ROW: Final = LISTED | {
    "show_in_menus",
    "seo_title",
    "search_description",
    "last_published_at",
    "reader_locale",
}
_SAME: Final = ("slug", "show_in_menus", "seo_title", "search_description")

_counts: Final[PerVersion[int]] = PerVersion()


class PageListView(PublicView):
    """Public pages in all languages, filtered, ordered, searched and paginated."""

    known_parameters = frozenset(
        {"type", "locale", "fields", "order", "search", "search_operator", "limit", "offset", "_"}
        | {*COLUMNS, *TREE}
    )

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the list and how long the whole list is."""
        parameters: Mapping[str, str] = request.GET
        version = content_version.current()
        visibility = Visibility.load(version)
        selection = select(
            parameters.get("fields", ""), known_fields(chosen_types(parameters)), LISTED
        )
        pages = _ordered(filtered(parameters, visibility), parameters)
        window = _window(parameters)
        if parameters.get("search"):
            found = _search(pages, parameters)
            total, ids = found.count(), [page.pk for page in found[window]]
            items = _items(ids, selection, visibility, pages)
        else:
            total = _counts.get(version, _filters(parameters), pages.count)
            items = _listed(pages, window, selection, visibility)
        value = {"meta": {"total_count": total}, "items": items}
        # The search index follows a little later than the content; "random" never repeats.
        keep = "search" not in parameters and parameters.get("order") != "random"
        return json_answer(request, value, version, keep=keep)


def _filters(parameters: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the length of a list depends on."""
    names = {"type", "locale", *COLUMNS, *TREE}
    return tuple(sorted((name, value) for name, value in parameters.items() if name in names))


def _window(parameters: Mapping[str, str]) -> slice:
    limit = whole_number("limit", parameters.get("limit", str(DEFAULT_LIMIT)), maximum=MAX_LIMIT)
    offset = whole_number("offset", parameters.get("offset", "0"), maximum=MAX_OFFSET)
    return slice(offset, offset + limit)


def _ordered(pages: PageQuerySet, parameters: Mapping[str, str]) -> PageQuerySet:
    order = parameters.get("order")
    if not order:
        return pages if parameters.get("search") else pages.order_by("pk")
    if order == "random" and "offset" not in parameters and not parameters.get("search"):
        return pages.order_by("?")
    names = order.split(",")
    if any(name.removeprefix("-") not in {*COLUMNS, "locale"} for name in names):
        raise InvalidParametersError({"order": _("Lists cannot be ordered by this.")})
    return pages.order_by(*names, *([] if parameters.get("search") else ["pk"]))


def _search(pages: PageQuerySet, parameters: Mapping[str, str]) -> BaseSearchResults:
    """Return Wagtail's search results. Raises ``InvalidParametersError``."""
    operator = parameters.get("search_operator", "and").lower()
    if operator not in OPERATORS:
        raise InvalidParametersError({"search_operator": _("Write and or or.")})
    return get_search_backend().search(
        parameters["search"],
        pages,
        operator=operator,
        order_by_relevance="order" not in parameters,
    )


def _listed(
    pages: PageQuerySet, window: slice, selection: Selection, visibility: Visibility
) -> list[dict[str, Any]]:
    if selection.names <= IN_ROW:
        return [selection.of(item) for item in _rows(pages[window], visibility)]
    return _documents(list(pages.values_list("pk", flat=True)[window]), selection)


def _items(
    ids: Sequence[int], selection: Selection, visibility: Visibility, pages: PageQuerySet
) -> list[dict[str, Any]]:
    """Return items in the order of ``ids``, which are among ``pages``."""
    if not selection.names <= IN_ROW:
        return _documents(ids, selection)
    found = {row["id"]: row for row in _rows(pages.filter(pk__in=ids), visibility)}
    return [selection.of(found[pk]) for pk in ids if pk in found]


def _documents(ids: Sequence[int], selection: Selection) -> list[dict[str, Any]]:
    return [selection.of(orjson.loads(found.body)) for found in documents.many(ids)]


def _rows(pages: PageQuerySet, visibility: Visibility) -> list[dict[str, Any]]:
    """Return the part of each document that stands in the page's own row: one query."""
    rows = pages.values(
        "id",
        "title",
        "url_path",
        "first_published_at",
        "last_published_at",
        *_SAME,
        type_id=F("content_type_id"),
        language_id=F("locale_id"),
    )
    return [_from_row(row, visibility.locale_codes[row["language_id"]]) for row in rows]


def _from_row(row: Mapping[str, Any], locale: str) -> dict[str, Any]:
    model = ContentType.objects.get_for_id(row["type_id"]).model_class()
    return {
        "id": row["id"],
        "meta": {
            "type": model._meta.label if model else "",
            "detail_url": detail_url(row["id"]),
            "html_url": locales.html_url(row["url_path"]),
            **{name: row[name] for name in _SAME},
            "first_published_at": iso(row["first_published_at"]),
            "last_published_at": iso(row["last_published_at"]),
            "locale": locale,
            "reader_locale": locale,
        },
        "title": row["title"],
    }
