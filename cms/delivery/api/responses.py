"""Successful answers of the public API: bytes with validators."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from cms.delivery.documents.store import encode, etag_of

PUBLIC: Final = "public, max-age=0, must-revalidate"
PRIVATE: Final = "private, no-store"
JSON: Final = "application/json"
# Header of an answer that changes at a known moment without a change of the content.
VALID_UNTIL: Final = "X-Valid-Until"
# JSON is data: nobody may frame it, and nothing in it may run.
POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
# In the WSGI environment: tells the response cache in front of Django that it may keep the answer,
# and for which version.
KEEP: Final = "cms.keep_for_version"


def answer(
    request: HttpRequest, body: bytes, version: int, *, etag: str = "", keep: bool = True
) -> HttpResponse:
    """Return ``body`` (JSON), or 304 when the client has it already.

    ``version`` was read before the content. ``keep``: the body follows from address and version
    alone.
    """
    etag = etag or etag_of(body)
    if matches(request.headers.get("If-None-Match", ""), etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(body, content_type=JSON)
        response.headers["Content-Length"] = str(len(body))
        if keep and request.method == "GET":
            request.META[KEEP] = version
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    response.headers["X-Content-Version"] = str(version)
    return response


def json_answer(
    request: HttpRequest, value: object, version: int, *, keep: bool = True
) -> HttpResponse:
    """Return ``value`` as :func:`answer` returns bytes."""
    return answer(request, encode(value), version, keep=keep)


def matches(if_none_match: str, etag: str) -> bool:
    """Tell whether a client's validators name this one (RFC 9110, weak comparison)."""
    if not if_none_match:
        return False
    if if_none_match == etag:
        return True
    return any(
        candidate == "*" or candidate.removeprefix("W/") == etag
        for candidate in parse_etags(if_none_match)
    )
