"""The list of points in the log of changes: one entry a language."""

from collections.abc import Iterator

from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item, items_by_language

from .directory import CachedPoint, directory


def point_items(version: int, _visibility: Visibility) -> Iterator[Item]:
    """Return each language's list; whether a point is open right now has no part in it."""
    return items_by_language(
        "points", lambda code: [_facts(point) for point in directory(code, version).points]
    )


def _facts(point: CachedPoint) -> list[object]:
    return [point.json, repr(point.schedule)]
