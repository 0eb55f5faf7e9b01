"""Contents of files that no row names: left by a process that died between storage and database."""

import posixpath
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core.files.storage import Storage
from django.utils import timezone

from cms.cases.models import CaseFile

FOLDER: Final = "cases"
# Longer than any request: until then the row may still come.
PATIENCE: Final = timedelta(days=1)


def delete_orphans(now: datetime | None = None) -> int:
    """Delete contents of more than a day ago that no row names; return how many."""
    storage = CaseFile._meta.get_field("content").storage
    limit = (now or timezone.now()) - PATIENCE
    done = 0
    for names in _folders(storage):
        known = set(CaseFile.objects.filter(content__in=names).values_list("content", flat=True))
        for name in set(names) - known:
            if storage.get_modified_time(name) < limit:
                storage.delete(name)
                done += 1
    return done


def _folders(storage: Storage) -> Iterator[list[str]]:
    """Yield the names of the contents, folder by folder."""
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return
    for folder in folders:
        path = posixpath.join(FOLDER, folder)
        yield [posixpath.join(path, name) for name in storage.listdir(path)[1]]
