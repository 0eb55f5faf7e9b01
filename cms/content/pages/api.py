"""The frame around every page, for one language."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from cms.content.pages.domain.site_chrome import represent_site_chrome
from cms.content.pages.domain.site_chrome_json import FrameJSON
from cms.core import content_version
from cms.core.content_version import VersionedCache
from cms.delivery.api.base import PublicView, required
from cms.delivery.api.components import declare
from cms.delivery.api.query_filters import reader_locale
from cms.delivery.api.responses import answer
from cms.delivery.api.schema_decorators import LOCALE, parameter, reads
from cms.delivery.documents.store import encode, etag_of

_frames: Final[VersionedCache[tuple[str, bytes]]] = VersionedCache()


class SiteJSON(FrameJSON):
    """Everything around a page; ``content_version`` is that of the moment it was made."""

    content_version: int


class SiteView(PublicView):
    """Navigation, footer, alerts, languages and funding line."""

    @reads(
        "site",
        "site",
        declare(SiteJSON),
        parameters=[parameter("locale", LOCALE, "The reader's language.", required=True)],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the frame in one language; what is not translated is in the source language."""
        required(request.GET, "locale")
        code = reader_locale(request.GET)
        version = content_version.current()
        etag, body = _frames.get(version, code, lambda: _frame(code, version))
        return answer(request, body, version, etag=etag)


def _frame(code: str, version: int) -> tuple[str, bytes]:
    """Return validator and JSON of the frame.

    The validator leaves the version's number out: it changes with every edit anywhere, and who
    asks again after an edit elsewhere shall learn that the frame is the same.
    """
    frame = represent_site_chrome(code)
    return etag_of(encode(frame)), encode({**frame, "content_version": version})
