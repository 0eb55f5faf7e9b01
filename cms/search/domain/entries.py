"""What there is to index, and from which state of its source each document was made."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.delivery import documents
from cms.delivery.api.page_types import page_types
from cms.search.enums import Kind

from .index_writer import Entry
from .page_texts import Text, audiences_of, county_of, text_of
from .snippet_stamps import snippet_stamps

# Raised when texts are read or stemmed in another way: everything is indexed anew, bit by bit.
READING: Final = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of documents: the stamps of those that are public now, by key, and how to read some.

    Features register theirs; keys of a source begin with its name and a colon.
    """

    stamps: Callable[[Visibility], dict[str, str]]
    read: Callable[[Collection[str], Visibility], Iterable[Entry]]


_sources: Final[dict[str, Source]] = {}


def register(name: str, source: Source) -> None:
    """Let the index hold the documents of ``source``."""
    _sources[name] = source


def sources() -> dict[str, Source]:
    """Return all sources by name."""
    return dict(_sources)


def key_of_page(page_id: int) -> str:
    """Return the key of a page's document."""
    return f"page:{page_id}"


def _page_stamps(visibility: Visibility) -> dict[str, str]:
    columns = ("pk", "translation_key", "live_revision_id", "last_published_at")
    rows = list(visibility.public(Page.objects.all()).order_by().values_list(*columns))
    shown = snippet_stamps({key for _pk, key, _revision, _at in rows})
    return {
        key_of_page(pk): _stamp(revision, at, shown.get(key, "")) for pk, key, revision, at in rows
    }


def _stamp(revision_id: int | None, published_at: datetime | None, shown: str) -> str:
    return f"{READING}:{revision_id}:{published_at.timestamp() if published_at else 0}:{shown}"


def _read_pages(keys: Collection[str], visibility: Visibility) -> Iterator[Entry]:
    """Read pages from their public JSON; those that are not of ours are left out."""
    ids = [int(key.partition(":")[2]) for key in keys]
    pages = {page.pk: page for page in visibility.public(Page.objects.filter(pk__in=ids))}
    sources_of = _source_ids(pages.values())
    shown = snippet_stamps({page.translation_key for page in pages.values()})
    for document in documents.many(list(pages)):
        page, json = pages[document.page_id], orjson.loads(document.body)
        source = sources_of.get(page.translation_key, page.pk)
        yield Entry(
            key=key_of_page(page.pk),
            group=f"page:{source}",
            page_id=page.pk,
            source_id=source,
            kind=_kind_of(page),
            lang=visibility.locale_codes[page.locale_id],
            text=text_of(json),
            audiences=audiences_of(json),
            county=county_of(json),
            stamp=_stamp(
                page.live_revision_id, page.last_published_at, shown.get(page.translation_key, "")
            ),
        )


def _kind_of(page: Page) -> str:
    model = page_types().get(page.specific_class._meta.label)
    return model.search_kind if model else Kind.PAGE.value


def _source_ids(pages: Iterable[Page]) -> dict[UUID, int]:
    """Return the ids of the pages in the source language, by translation key; one query."""
    sources = Page.objects.filter(
        translation_key__in=[page.translation_key for page in pages],
        locale__language_code=locales.SOURCE,
    )
    return dict(sources.values_list("translation_key", "pk"))


def _file_stamps(visibility: Visibility) -> dict[str, str]:
    rows = get_document_model().objects.filter(collection__in=visibility.public_collections())
    return {
        f"file:{pk}": f"{READING}:{title}"[:120] for pk, title in rows.values_list("pk", "title")
    }


def _read_files(keys: Collection[str], _visibility: Visibility) -> Iterator[Entry]:
    """Read the titles of files; what language a title is in nobody knows: mostly the source's."""
    ids = [int(key.partition(":")[2]) for key in keys]
    for file in get_document_model().objects.filter(pk__in=ids):
        yield Entry(
            key=f"file:{file.pk}",
            group=f"file:{file.pk}",
            file_id=file.pk,
            source_id=file.pk,
            kind=Kind.FILE.value,
            lang=locales.SOURCE,
            text=Text(file.title),
            stamp=f"{READING}:{file.title}"[:120],
        )


register("page", Source(_page_stamps, _read_pages))
register("file", Source(_file_stamps, _read_files))
