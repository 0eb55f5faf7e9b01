"""Activities: dates that can be narrowed, one activity, and both as a calendar."""

from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter

from cms.core import content_version
from cms.core.representations.language_versions import PageVersions
from cms.core.representations.visibility import Visibility
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare
from cms.delivery.api.list_queries import WINDOW, window
from cms.delivery.api.query_filters import LOCALE_PARAMETER, reader_locale
from cms.delivery.api.responses import VALID_UNTIL, json_answer
from cms.delivery.api.schema_decorators import list_of, reads
from cms.delivery.documents.store import MAX_ID
from events.domain.activity_cache import ActivityCache, cached_activities, moment
from events.domain.filters import choose, describe
from events.models.json_types import ActivityDateJSON, ActivityJSON

from .query_params import DESCRIBED, choice_of

_HEADER: Final = OpenApiParameter(
    VALID_UNTIL,
    {"type": "string", "format": "date-time"},
    OpenApiParameter.HEADER,
    response=[200, 304],
    description="Ask again after this: sign-up may have opened or closed, places been taken.",
)


class ActivityListView(PublicView):
    """Dates of public activities in the order of time, with the places left."""

    @reads(
        "activities_list",
        "activities",
        list_of(declare(ActivityDateJSON)),
        parameters=[LOCALE_PARAMETER, *DESCRIBED, *WINDOW, _HEADER],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return one page of the dates that fit, and how many fit altogether."""
        version = content_version.current()
        choice, part = choice_of(request.GET), window(request.GET)
        known = cached_activities(reader_locale(request.GET), version)
        chosen = choose(known, choice, timezone.now(), part)
        value = {"meta": {"total_count": chosen.count}, "items": chosen.items}
        return _answer(request, value, version, chosen.until)


class ActivityDetailView(PublicView):
    """One public activity, by the id of its page in any language."""

    @reads(
        "activities_detail",
        "activities",
        declare(ActivityJSON),
        parameters=[LOCALE_PARAMETER, _HEADER],
        may_be_missing=True,
    )
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the activity with its groups and all their dates."""
        version = content_version.current()
        known = cached_activities(reader_locale(request.GET), version)
        found = describe(known, source_of(pk, known, version), timezone.now())
        if found is None:
            raise Http404
        return _answer(request, found.activity, version, found.until)


def source_of(pk: int, known: ActivityCache, version: int) -> int:
    """Return the id of a page's source, or 0: a query only for pages of other languages."""
    if pk in known.activities:
        return pk
    if pk > MAX_ID:
        return 0
    pages = PageVersions(Visibility.load(version))
    pages.look_up(ids=[pk])
    page = pages.by_id(pk)
    source = None if page is None else pages.source(page.translation_key)
    return 0 if source is None else int(source.pk)


def _answer(request: HttpRequest, value: object, version: int, until: datetime) -> HttpResponse:
    """Return an answer that nobody keeps by the content version alone."""
    response = json_answer(request, value, version, keep=False)
    response.headers[VALID_UNTIL] = moment(until)
    return response
