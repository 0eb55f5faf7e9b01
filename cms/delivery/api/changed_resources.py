"""Images, documents and redirects in the log of changes."""

from collections.abc import Iterator
from functools import partial

from cms.core.representations.visibility import Visibility
from cms.delivery.changes import Item, Source
from cms.delivery.documents.store import encode, etag_of

from .resources import Resource


def source_of(kind: str, resource: Resource) -> Source:
    """Return what the log reads of a resource: every object as its own address answers it."""
    return Source(items=partial(_items, kind, resource), public=resource.public)


def _items(kind: str, resource: Resource, _version: int, visibility: Visibility) -> Iterator[Item]:
    for found in resource.represent(resource.public(visibility), visibility):
        yield Item(
            kind=kind,
            object_id=found["id"],
            type=found["meta"]["type"],
            address=f"/api/v2/{resource.name}/{found['id']}/",
            etag=etag_of(encode(found)),
        )
