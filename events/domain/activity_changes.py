"""The dates of activities in the log of changes: one entry a language."""

from collections.abc import Iterator

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item
from cms.delivery.documents.store import encode, etag_of

from .activity_cache import ActivityCache, cached_activities


def activity_items(version: int, _visibility: Visibility) -> Iterator[Item]:
    """Yield each language's dates; places left, and whether one may sign up, have no part in it."""
    for code in locales.CODES:
        yield Item(
            kind="activities",
            reader_locale=code,
            type="activities",
            address=f"/api/v2/activities/?locale={code}",
            etag=etag_of(encode(_facts(cached_activities(code, version)))),
        )


def _facts(known: ActivityCache) -> list[object]:
    return [
        list(known.activities.values()),
        [[group.json, repr(group.window)] for group in known.groups.values()],
        [[one.group_id, one.json] for one in known.dates],
    ]
