"""Note what has changed: digests and entries are the same rows, so one cannot be without the other.

Whoever writes locks the log's row first, before the row of any other index (search follows
the same signals later), so no two of them wait for each other.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Model, Q, QuerySet
from django.utils import timezone

from cms.core import content_version
from cms.core.representations.visibility import Visibility
from cms.delivery.models import ChangeEntry, ChangeLog
from cms.delivery.models.change_log import PENDING

from .sources import Item

KEPT: Final = timedelta(days=90)
_NOTED: Final = ("type", "locale", "address", "path", "etag")
_FORGOTTEN: Final = {"locale": "", "address": "", "path": "", "etag": ""}


class SupersededError(Exception):
    """Another job walks through the objects by now."""


def lock() -> ChangeLog:
    """Make others who write to the log wait for the open transaction; return its row."""
    ChangeLog.objects.get_or_create(pk=1)
    return ChangeLog.objects.select_for_update().get(pk=1)


def lock_as(walker: int) -> ChangeLog:
    """Do the same for a walk. Raises ``SupersededError`` when another one has taken its place."""
    log = lock()
    if log.walker != walker:
        raise SupersededError
    return log


def compare(
    scope: Q,
    items: Iterable[Item],
    walker: int,
    public: Callable[[Visibility], QuerySet[Model]] | None,
) -> None:
    """Note which of the objects in ``scope`` are new, changed or no longer among ``items``.

    ``public`` finds the rows that are public: what has been removed since ``items`` were read
    stays removed. Raises ``SupersededError``.
    """
    found = {item.key: item for item in items}
    if not any(_differences(scope, found)):
        return
    with transaction.atomic():
        lock_as(walker)
        version = content_version.read()
        changed, gone = _differences(scope, found)
        if public is not None:
            changed = _still(changed, public(Visibility.load(version)))
        _put(changed, version)
        _remove(ChangeEntry.objects.filter(key__in=gone), version)


def remove(kind: str, ids: Collection[int]) -> None:
    """Note in the caller's transaction that objects are public no more. Nothing of them is kept."""
    with transaction.atomic():
        lock()
        entries = ChangeEntry.objects.filter(kind=kind, object_id__in=ids, removed_at=None)
        _remove(entries, PENDING)


@transaction.atomic
def forget_removed(now: datetime | None = None) -> int:
    """Delete what was removed more than ninety days ago; return how much.

    Whoever knows nothing of it has to read everything anew.
    """
    log = lock()
    old = ChangeEntry.objects.filter(
        removed_at__lt=(now or timezone.now()) - KEPT, version__lt=PENDING
    )
    log.oldest_version = max(log.oldest_version, old.aggregate(last=Max("version"))["last"] or 0)
    log.save(update_fields=["oldest_version"])
    return old.delete()[0]


def begin_anew() -> None:
    """Let everybody read everything anew: after a restore nobody knows what is lost."""
    ChangeLog.objects.all().delete()


def _differences(scope: Q, found: Mapping[str, Item]) -> tuple[list[Item], list[str]]:
    """Return the items that the log has otherwise or not, and the keys that are none any more."""
    known = {entry.key: entry for entry in ChangeEntry.objects.filter(scope)}
    changed = [item for key, item in found.items() if not _is_noted(item, known.get(key))]
    gone = [
        key
        for key, entry in known.items()
        if key not in found and (entry.removed_at is None or entry.version == PENDING)
    ]
    return changed, gone


def _is_noted(item: Item, entry: ChangeEntry | None) -> bool:
    if entry is None or entry.removed_at is not None:
        return False
    return all(getattr(entry, name) == getattr(item, name) for name in _NOTED)


def _still(items: Collection[Item], rows: QuerySet[Model]) -> list[Item]:
    ids = {item.object_id for item in items}
    public = set(rows.filter(pk__in=ids).values_list("pk", flat=True))
    return [item for item in items if item.object_id in public]


def _put(items: Collection[Item], version: int) -> None:
    """Write entries; those that were not in the log, or removed, are published with this one."""
    keys = [item.key for item in items]
    known = ChangeEntry.objects.filter(key__in=keys, removed_at=None)
    added = dict(known.values_list("key", "added_version"))
    ChangeEntry.objects.bulk_create(
        [_entry(item, version, added.get(item.key, version)) for item in items],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[*_NOTED, "version", "added_version", "removed_at"],
    )


def _entry(item: Item, version: int, added_version: int) -> ChangeEntry:
    return ChangeEntry(
        key=item.key,
        kind=item.kind,
        object_id=item.object_id,
        reader_locale=item.reader_locale,
        **{name: getattr(item, name) for name in _NOTED},
        version=version,
        added_version=added_version,
    )


def _remove(entries: QuerySet[ChangeEntry], version: int) -> None:
    entries.update(**_FORGOTTEN, version=version, removed_at=timezone.now())
