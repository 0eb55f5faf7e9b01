"""Information points: a list that can be narrowed, and one of them, as they are right now."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from cms.content.points.domain.directory import Directory, directory
from cms.content.points.domain.filters import PointJSON, PointQuery, choose
from cms.content.points.enums import SPOKEN
from cms.core import content_version, locales
from cms.core.representations.language_versions import PageVersions
from cms.core.representations.visibility import Visibility
from cms.delivery.api.base import PublicView, whole_number
from cms.delivery.api.components import declare
from cms.delivery.api.list_queries import DESCRIBED, window
from cms.delivery.api.problems import InvalidParametersError
from cms.delivery.api.responses import VALID_UNTIL, json_answer
from cms.delivery.api.schema_decorators import LOCALE, list_of, parameter, reads
from cms.delivery.documents.store import MAX_ID
from cms.delivery.region import region

_LOCALE: Final = parameter("locale", LOCALE, "The reader's language; by default Polish.")
_HEADER: Final = OpenApiParameter(
    VALID_UNTIL,
    {"type": "string", "format": "date-time"},
    OpenApiParameter.HEADER,
    response=[200, 304],
    description="Until then the answer stays the same, unless the content changes.",
)
_FILTERS: Final = [
    parameter("county", {"type": "string", "maxLength": 8}, "A county's official code (TERYT)."),
    parameter("service", {"type": "integer", "minimum": 1, "maximum": MAX_ID}, "A service's id."),
    parameter("spoken", {"type": "string", "enum": list(SPOKEN)}, "A language, ISO 639."),
    parameter("open_now", {"type": "boolean"}, "Only points that are open right now."),
]


class PointListView(PublicView):
    """Public points by town, each in the best language for the reader."""

    known_parameters = frozenset(
        {"locale", "county", "service", "spoken", "open_now", "limit", "offset", "_"}
    )

    @reads(
        "points_list",
        "points",
        list_of(declare(PointJSON)),
        parameters=[
            _LOCALE,
            *_FILTERS,
            *(known for known in DESCRIBED if known.name in {"limit", "offset"}),
            _HEADER,
        ],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the points that fit, and how many fit altogether."""
        version = content_version.current()
        known = directory(_locale(request.GET), version)
        choice, part = _choice(request.GET, known), window(request.GET)
        found = choose(known.points, choice, timezone.now())
        value = {"meta": {"total_count": len(found.points)}, "items": found.points[part]}
        return _answer(request, value, version, found.valid_until)


class PointDetailView(PublicView):
    """One public point, by the id of its page in any language."""

    known_parameters = frozenset({"locale", "_"})

    @reads(
        "points_detail",
        "points",
        declare(PointJSON),
        parameters=[_LOCALE, _HEADER],
        may_be_missing=True,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the point in the best language for the reader."""
        version = content_version.current()
        known = directory(_locale(request.GET), version)
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


def _locale(parameters: Mapping[str, str]) -> str:
    code = parameters.get("locale", locales.SOURCE)
    if code not in locales.CODES:
        raise InvalidParametersError({"locale": _("There is no such language here.")})
    return code


def _choice(parameters: Mapping[str, str], known: Directory) -> PointQuery:
    """Return what is asked for. Raises ``InvalidParametersError`` with all that is wrong."""
    errors: dict[str, Any] = {}
    county, spoken = parameters.get("county"), parameters.get("spoken")
    service, open_now = parameters.get("service"), parameters.get("open_now", "false")
    if county is not None and county not in region().counties:
        errors["county"] = _("There is no such county in the region.")
    if spoken is not None and spoken not in SPOKEN:
        errors["spoken"] = _("There is no such language in the list.")
    if open_now not in {"true", "false"}:
        errors["open_now"] = _("Write true or false.")
    chosen = None if service is None else _service(service, known)
    if chosen == 0:
        errors["service"] = _("There is no such service.")
    if errors:
        raise InvalidParametersError(errors)
    return PointQuery(county, chosen, spoken, open_now=open_now == "true")


def _service(text: str, known: Directory) -> int:
    """Return the id of a service that points may have, or 0."""
    try:
        found = whole_number("service", text, maximum=MAX_ID)
    except InvalidParametersError:
        return 0
    return found if found in known.services else 0
