"""Lists of pages: Wagtail's wire conventions, items from prepared documents."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from wagtail.query import PageQuerySet

from cms.core import content_version, locales
from cms.core.content_version import VersionedCache
from cms.core.representations.visibility import Visibility
from cms.delivery import documents
from cms.delivery.documents.page_serializer import detail_url, iso

from . import list_queries, page_search
from .base import PublicView
from .field_selection import DETAIL_ONLY, LISTED, Selection, known_fields, select
from .json_schema import reference
from .page_filters import COLUMNS, DESCRIBED, NAMES, chosen_types, filtered
from .responses import json_answer
from .schema_decorators import list_of, reads

# What a page's own row tells, so that a plain list needs no documents.
IN_ROW: Final = LISTED | {
    "show_in_menus",
    "seo_title",
    "search_description",
    "last_published_at",
    "reader_locale",
}
_SAME: Final = ("slug", "show_in_menus", "seo_title", "search_description")

_counts: Final[VersionedCache[int]] = VersionedCache()


class PageListView(PublicView):
    """Public pages in all languages, filtered, ordered, searched and paginated."""

    @reads(
        "pages_list",
        "pages",
        list_of(reference("ListedPage")),
        parameters=[*DESCRIBED, *list_queries.DESCRIBED],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the list and how long the whole list is."""
        parameters: Mapping[str, str] = request.GET
        version = content_version.current()
        visibility = Visibility.load(version)
        known = known_fields(chosen_types(parameters))
        selection = select(parameters.get("fields", ""), known, LISTED, hidden=DETAIL_ONLY)
        pages = filtered(parameters, visibility)
        pages = list_queries.ordered(pages, parameters, {*COLUMNS, "locale"})
        window = list_queries.window(parameters)
        if "search" in parameters:
            found = page_search.searched(pages, parameters, version)
            total = len(found)
            items = _items(found[window], selection, visibility, pages)
        else:
            total = _counts.get(version, _filters(parameters), pages.count)
            items = _listed(pages, window, selection, visibility)
        value = {"meta": {"total_count": total}, "items": items}
        return json_answer(request, value, version, keep=list_queries.may_be_kept(parameters))


def _filters(parameters: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the length of a list depends on."""
    return tuple(sorted((name, value) for name, value in parameters.items() if name in NAMES))


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
