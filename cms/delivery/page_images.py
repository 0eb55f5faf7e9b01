"""Pictures made from public pages: the one that is shown with a shared link, and the QR code."""

import io
from typing import Any, Final

import orjson
import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from cms.core import locales
from cms.delivery.api.responses import PUBLIC, matches
from cms.delivery.documents.store import etag_of
from cms.delivery.share_images import shared
from cms.delivery.share_images.storage import picture

from . import documents

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# The standard's own: without it cameras do not find the code.
QUIET_ZONE: Final = 4
_MODULE: Final = 8  # Pixels, where nothing else says how large it is shown.


@require_safe
def share_image(
    request: HttpRequest, page_id: int, reader_locale: str, digest: str
) -> HttpResponse:
    """Return the picture, or a redirect from one that the page had before.

    Raises ``Http404`` when there is no such public page for readers of that locale.
    """
    document = _document(page_id, reader_locale)
    meta = document["meta"]
    content = shared(document["title"], [crumb["title"] for crumb in meta["breadcrumbs"]])
    if digest != content.digest:
        response: HttpResponse = HttpResponseRedirect(meta["share_image"])
        response.headers["Cache-Control"] = PUBLIC
        return response
    etag = f'"{digest}"'
    if matches(request.headers.get("If-None-Match", ""), etag):
        return _file(304, b"", "image/png", etag)
    return _file(200, picture(page_id, reader_locale, content), "image/png", etag)


@require_safe
def qr_code(request: HttpRequest, page_id: int, reader_locale: str) -> HttpResponse:
    """Return the code of the page's address for readers of a locale, as SVG.

    Raises ``Http404`` as :func:`share_image`.
    """
    document = _document(page_id, reader_locale)
    svg = draw_code(document["meta"]["html_url"], document["title"])
    etag = etag_of(svg)
    if matches(request.headers.get("If-None-Match", ""), etag):
        return _file(304, b"", "image/svg+xml", etag)
    return _file(200, svg, "image/svg+xml", etag)


def _file(status: int, content: bytes, media_type: str, etag: str) -> HttpResponse:
    """Return a picture that caches ask for again each time: a page may be withdrawn."""
    response = HttpResponse(content, status=status, content_type=media_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def draw_code(url: str, title: str) -> bytes:
    """Return a QR code of ``url`` with 15 % of it to spare, dark on light in every scheme."""
    out = io.BytesIO()
    code = segno.make(iri_to_uri(url), error="m", micro=False, boost_error=False)
    code.save(
        out, kind="svg", border=QUIET_ZONE, scale=_MODULE, dark="#192826", light="#fff", title=title
    )
    return out.getvalue()


def _document(page_id: int, reader_locale: str) -> dict[str, Any]:
    """Return a public page as readers of a locale see it. Raises ``Http404``."""
    own = documents.by_id(page_id) if reader_locale in locales.CODES else None
    if own is None:
        raise Http404
    found: dict[str, Any] = orjson.loads(own.body)
    if found["meta"]["locale"] == reader_locale:
        return found
    read = documents.by_id(page_id, reader_locale)
    if read is None or found["meta"]["locale"] != locales.SOURCE:
        raise Http404  # A translation stands at an address of its own language only.
    return dict(orjson.loads(read.body))
