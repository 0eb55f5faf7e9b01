"""Dates as a calendar that people's programs follow."""

from dataclasses import replace
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from cms.core import content_version
from cms.delivery.api.base import PublicView, whole_number
from cms.delivery.api.query_filters import LOCALE_PARAMETER, reader_locale
from cms.delivery.api.responses import POLICY, PUBLIC, matches
from cms.delivery.api.schema_decorators import downloads, parameter
from cms.delivery.documents.store import MAX_ID, etag_of
from events.domain.activity_cache import cached_activities
from events.domain.calendar_feed import entries, name_of
from events.domain.ics import serialise

from .query_params import DESCRIBED, choice_of

MEDIA_TYPE: Final = "text/calendar"
_ONE: Final[list[OpenApiParameter]] = [
    parameter("activity", {"type": "integer", "minimum": 1, "maximum": MAX_ID}, "Only this one."),
    parameter("group", {"type": "integer", "minimum": 1, "maximum": MAX_ID}, "Only this group."),
    parameter("date", {"type": "string", "format": "uuid"}, "Only this date."),
]


class ActivityFeedView(PublicView):
    """Dates of public activities as iCalendar (RFC 5545); cancelled ones stay, as cancelled."""

    @downloads(
        "activities_ics",
        "activities",
        MEDIA_TYPE,
        {"type": "string"},
        parameters=[LOCALE_PARAMETER, *DESCRIBED, *_ONE],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the calendar; programs come back for it every six hours."""
        version, code = content_version.current(), reader_locale(request.GET)
        known, choice = cached_activities(code, version), choice_of(request.GET)
        only = {
            name: whole_number(name, request.GET[name], maximum=MAX_ID)
            for name in ("activity", "group")
            if name in request.GET
        }
        if only and not {"from", "to"} & request.GET.keys():
            # Whoever follows one activity or group keeps all its dates.
            choice = replace(choice, first=date.min, last=date.max)
        with translation.override(code):
            found = entries(known, choice, **only, date=request.GET.get("date"))
            if not found and "date" in request.GET:
                raise Http404
            name = name_of(known, only.get("activity")) or _("Activities and courses")
            body = serialise(found, name=name)
        return _answer(request, body, version)


def _answer(request: HttpRequest, body: bytes, version: int) -> HttpResponse:
    etag = etag_of(body)
    if matches(request.headers.get("If-None-Match", ""), etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="activities.ics"'
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    response.headers["X-Content-Version"] = str(version)
    return response
