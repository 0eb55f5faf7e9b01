"""Information points: a list that can be narrowed, and one of them, as they are right now."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from cms.content.points.domain.directory import CachedPoint, Directory, directory
from cms.content.points.domain.filters import PointJSON, PointQuery, choose
from cms.content.points.enums import SPOKEN
from cms.core import content_version
from cms.core.representations.language_versions import PageVersions
from cms.core.representations.visibility import Visibility
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare
from cms.delivery.api.list_queries import WINDOW, window
from cms.delivery.api.parameter_types import COUNTY, FLAG, one_of, whole
from cms.delivery.api.query_filters import (
    LOCALE_PARAMETER,
    QueryFilter,
    read_filters,
    reader_locale,
)
from cms.delivery.api.responses import VALID_UNTIL, json_answer
from cms.delivery.api.schema_decorators import list_of, reads
from cms.delivery.documents.store import MAX_ID

_HEADER: Final = OpenApiParameter(
    VALID_UNTIL,
    {"type": "string", "format": "date-time"},
    OpenApiParameter.HEADER,
    response=[200, 304],
    description="Until then the answer stays the same, unless the content changes.",
)
FILTERS: Final[list[QueryFilter[CachedPoint]]] = [
    QueryFilter(
        "county",
        COUNTY,
        "A county's official code (TERYT).",
        lambda point, code: point.county == code,
    ),
    QueryFilter(
        "service",
        whole(MAX_ID, minimum=1),
        "A service's id.",
        lambda point, pk: pk in point.services,
    ),
    QueryFilter(
        "spoken",
        one_of(SPOKEN, _("There is no such language in the list.")),
        "A language, ISO 639.",
        lambda point, code: code in point.json["spoken"],
    ),
    QueryFilter("open_now", FLAG, "Only points that are open right now."),
]


class PointListView(PublicView):
    """Public points by town, each in the best language for the reader."""

    @reads(
        "points_list",
        "points",
        list_of(declare(PointJSON)),
        parameters=[LOCALE_PARAMETER, *(known.parameter for known in FILTERS), *WINDOW, _HEADER],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the points that fit, and how many fit altogether."""
        version = content_version.current()
        known = directory(reader_locale(request.GET), version)
        choice, part = _choice(request.GET, known), window(request.GET)
        found = choose(known.points, choice, timezone.now())
        value = {"meta": {"total_count": len(found.points)}, "items": found.points[part]}
        return _answer(request, value, version, found.valid_until)


class PointDetailView(PublicView):
    """One public point, by the id of its page in any language."""

    @reads(
        "points_detail",
        "points",
        declare(PointJSON),
        parameters=[LOCALE_PARAMETER, _HEADER],
        may_be_missing=True,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the point in the best language for the reader."""
        version = content_version.current()
        known = directory(reader_locale(request.GET), version)
        point = known.find(pk) or known.find(source_id(pk, version))
        if point is None:
            raise Http404
        found = choose([point], PointQuery(), timezone.now())
        return _answer(request, found.points[0], version, found.valid_until)


def _answer(
    request: HttpRequest, value: object, version: int, valid_until: datetime
) -> HttpResponse:
    """Return an answer that nobody keeps by the content version alone: it depends on the time."""
    response = json_answer(request, value, version, keep=False)
    response.headers[VALID_UNTIL] = valid_until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return response


def source_id(pk: int, version: int) -> int:
    """Return the id of a page's source, or 0: one query."""
    if pk > MAX_ID:
        return 0
    pages = PageVersions(Visibility.load(version))
    pages.look_up(ids=[pk])
    page = pages.by_id(pk)
    source = None if page is None else pages.source(page.translation_key)
    return 0 if source is None else int(source.pk)


def _choice(parameters: Mapping[str, str], known: Directory) -> PointQuery:
    """Return what is asked for. Raises ``InvalidParametersError`` with all that is wrong."""
    chosen = read_filters(FILTERS, parameters)
    if "service" in chosen.values and chosen.values["service"] not in known.services:
        chosen.errors["service"] = _("There is no such service.")
    chosen.refuse_errors()
    return PointQuery(chosen.conditions, open_now=chosen.values.get("open_now", False))
