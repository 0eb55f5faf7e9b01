"""The dates of activities in the log of changes: one entry a language."""

from collections.abc import Iterator

from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item, items_by_language

from .activity_cache import ActivityCache, cached_activities


def activity_items(version: int, _visibility: Visibility) -> Iterator[Item]:
    """Return each language's dates, without places left and whether one may sign up."""
    return items_by_language("activities", lambda code: _facts(cached_activities(code, version)))


def _facts(known: ActivityCache) -> list[object]:
    return [
        list(known.activities.values()),
        [[group.json, repr(group.window)] for group in known.groups.values()],
        [[one.group_id, one.json] for one in known.dates],
    ]
