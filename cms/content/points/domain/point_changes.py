"""The list of points in the log of changes: one entry a language."""

from collections.abc import Iterator

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item
from cms.delivery.documents.store import encode, etag_of

from .directory import CachedPoint, directory


def point_items(version: int, _visibility: Visibility) -> Iterator[Item]:
    """Yield each language's list; whether a point is open right now has no part in it."""
    for code in locales.CODES:
        facts = [_facts(point) for point in directory(code, version).points]
        yield Item(
            kind="points",
            reader_locale=code,
            type="points",
            address=f"/api/v2/points/?locale={code}",
            etag=etag_of(encode(facts)),
        )


def _facts(point: CachedPoint) -> list[object]:
    return [point.json, repr(point.schedule)]
