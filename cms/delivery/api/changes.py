"""What was published, changed and removed, for caches and mirrors."""

from collections.abc import Mapping
from typing import Final, Literal, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cms.core import content_version, locales, rate_limit
from cms.core.rate_limit import Limit
from cms.core.representations.json_types import LocaleCode, Url
from cms.delivery import changes
from cms.delivery.changes.log_reader import Part, Place
from cms.delivery.documents.store import MAX_ID
from cms.delivery.models import ChangeEntry
from cms.delivery.models.change_log import PENDING

from .base import PublicView, whole_number
from .components import declare
from .problems import InvalidParametersError, problem
from .responses import json_answer
from .schema_decorators import parameter, reads

# Of one network; answers that are kept in memory do not count.
OF_CLIENT: Final = Limit("changes.client", 300, 60)
MAX_LIMIT: Final = 500
DEFAULT_LIMIT: Final = 100
_MAX_CURSOR: Final = 62

Change = Literal["published", "changed", "removed"]


class ChangeMetaJSON(TypedDict):
    """``detail_url`` is where to read the object, ``html_url`` where readers find a page.

    ``locale`` is the language of the text, ``reader_locale`` that of the address. Of what was
    removed, and of what has none, they are null.
    """

    type: str
    detail_url: Url | None
    html_url: Url | None
    locale: LocaleCode | None
    reader_locale: LocaleCode | None


class ChangeJSON(TypedDict):
    """An object as it is now. ``key`` names it for ever: keep what you read under this name.

    ``kind`` is page, image, document, redirect, site, points or activities.
    ``etag`` is the one that ``detail_url`` answers with; of lists that depend on the time, it only
    tells one state from another. ``content_version`` is null while a removal is so new that its
    version is not known yet.
    """

    key: str
    kind: str
    id: int | None
    meta: ChangeMetaJSON
    change: Change
    etag: str | None
    content_version: int | None


class ChangesMetaJSON(TypedDict):
    """``next`` is the next part, null at the end: ask from ``content_version`` the next time."""

    since: int
    content_version: int
    next: Url | None


class ChangesJSON(TypedDict):
    """A part of what has changed."""

    meta: ChangesMetaJSON
    items: list[ChangeJSON]


_PARAMETERS: Final = [
    parameter(
        "since",
        {"type": "integer", "minimum": 0, "maximum": MAX_ID, "default": 0},
        "The content version that the last reading ended with; 0 for everything there is.",
    ),
    parameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        "How many items to return.",
    ),
    parameter(
        "cursor",
        {"type": "string", "maxLength": _MAX_CURSOR, "pattern": "^[0-9]+-[0-9]+-[0-9]+$"},
        "Where a part begins; it stands in the address of the next part.",
    ),
]


class ChangesView(PublicView):
    """Changes of the public API since a content version."""

    @reads("changes", "changes", declare(ChangesJSON), parameters=_PARAMETERS, may_be_gone=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return what was published, changed and removed since a content version.

        Every object is told once, as it is now. Whoever follows all parts, fetches what was
        published or changed and drops what was removed, has what the site has at the version in
        meta. Where the ETag of what was fetched is not the one told here, the content has changed
        meanwhile: fetch it again at the next reading.
        """
        since, limit, place = _asked(request.GET)
        version = content_version.current()
        rate_limit.check([(OF_CLIENT, rate_limit.client_of(request))])
        try:
            part = changes.read(since, limit, place)
        except changes.UnknownVersionError:
            return problem(request, 410, detail=_READ_ANEW, members={"reason": "too_old"})
        value = _represent(part, since, limit)
        return json_answer(request, value, version, keep=part.complete_version == version)


_READ_ANEW: Final = _(
    "What has changed since that version is not known any more. Please read everything anew, from"
    " version 0, and drop what is not in it."
)


def _asked(parameters: Mapping[str, str]) -> tuple[int, int, Place | None]:
    """Return since when, how many and from where. Raises ``InvalidParametersError``."""
    since = whole_number("since", parameters.get("since", "0"), maximum=MAX_ID)
    limit = parameters.get("limit", str(DEFAULT_LIMIT))
    cursor = parameters.get("cursor")
    place = None if cursor is None else _place(cursor)
    return since, whole_number("limit", limit, minimum=1, maximum=MAX_LIMIT), place


def _place(cursor: str) -> Place:
    parts = cursor.split("-")
    if len(parts) != len(Place._fields) or len(cursor) > _MAX_CURSOR:
        raise InvalidParametersError({"cursor": _("This is not the address of a part.")})
    return Place(*(whole_number("cursor", part, maximum=MAX_ID) for part in parts))


def _represent(part: Part, since: int, limit: int) -> ChangesJSON:
    next_url = None
    if part.next is not None:
        cursor = "-".join(map(str, part.next))
        query = urlencode({"since": since, "limit": limit, "cursor": cursor})
        next_url = f"{settings.CMS_URL}/api/v2/changes/?{query}"
    return {
        "meta": {"since": since, "content_version": part.complete_version, "next": next_url},
        "items": [_represent_entry(entry, since) for entry in part.entries],
    }


def _represent_entry(entry: ChangeEntry, since: int) -> ChangeJSON:
    return {
        "key": entry.key,
        "kind": entry.kind,
        "id": entry.object_id or None,
        "meta": {
            "type": entry.type,
            "detail_url": f"{settings.CMS_URL}{entry.address}" if entry.address else None,
            "html_url": locales.html_url(entry.path) if entry.path else None,
            "locale": entry.locale or None,
            "reader_locale": entry.reader_locale or None,
        },
        "change": _change(entry, since),
        "etag": entry.etag or None,
        "content_version": None if entry.version == PENDING else entry.version,
    }


def _change(entry: ChangeEntry, since: int) -> Change:
    if entry.removed_at is not None:
        return "removed"
    return "published" if entry.added_version > since else "changed"
