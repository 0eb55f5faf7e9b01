"""Bring the index up to the content of now, a little at a time."""

import time
from collections.abc import Sequence
from itertools import islice
from typing import Final

from cms.core import content_version
from cms.core.representations.visibility import Visibility
from cms.delivery.changes.walk import MAX_SECONDS
from cms.search.models import IndexDocument, IndexState

from . import index_writer
from .entries import Source, sources

TOGETHER: Final = 25  # Documents of one transaction: nobody waits for it longer than a moment.


def is_due() -> bool:
    """Tell whether the content has changed since the index was last brought up to it."""
    version = content_version.read()
    return not IndexState.objects.filter(content_version=version).exists()


def catch_up(*, max_seconds: float = MAX_SECONDS) -> bool:
    """Index what was published, take out what is public no more; tell whether all is done.

    The version was read before the content: what happens meanwhile is left for the next time.
    """
    version = content_version.read()
    visibility = Visibility.load(version)
    until = time.monotonic() + max_seconds
    for name, source in sources().items():
        if not _catch_up(name, source, visibility, until):
            return False
    IndexState.objects.get_or_create(pk=1)
    IndexState.objects.filter(pk=1, content_version__lt=version).update(content_version=version)
    return True


def index_page(page_id: int) -> None:
    """Index one page that was just published, or take it out."""
    visibility = Visibility.read()
    key = f"page:{page_id}"
    entries = list(sources()["page"].read([key], visibility))
    if entries:
        index_writer.put(entries)
    else:
        index_writer.remove(IndexDocument.objects.filter(key=key))


def _catch_up(name: str, source: Source, visibility: Visibility, until: float) -> bool:
    wanted = source.stamps(visibility)
    known = dict(
        IndexDocument.objects.filter(key__startswith=f"{name}:").values_list("key", "stamp")
    )
    _remove(sorted(known.keys() - wanted.keys()))
    due = iter([key for key, stamp in wanted.items() if known.get(key) != stamp])
    while some := list(islice(due, TOGETHER)):
        if time.monotonic() > until:
            return False
        entries = list(source.read(some, visibility))
        if entries:
            index_writer.put(entries)
    return True


def _remove(keys: Sequence[str]) -> None:
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        index_writer.remove(IndexDocument.objects.filter(key__in=some))
