"""For whom something is represented: a language, and what the public may see in it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypedDict

from django.conf import settings
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, Locale, Page

from cms.core import locales

from . import rich_text
from .cards import PageCardJSON, leads, represent_card
from .images import ImageJSON, represent_image
from .visibility import Visibility


class BlockJSON(TypedDict):
    """One block of a body; ``value`` is the block family's own dict."""

    type: str
    value: Any
    id: str


class Reader:
    """The public, reading in one locale. Lives for one document; caches what it looked up.

    Representations reach images, pages and documents only through it, so nothing that is not
    public can slip in by a foreign key.
    """

    def __init__(self, locale_code: str, visibility: Visibility | None = None) -> None:
        self.locale_code = locale_code
        self._visibility = visibility
        self._best: dict[int, Page | None] = {}

    @cached_property
    def visibility(self) -> Visibility:
        """The restrictions in force when this reader first met a restricted kind of object."""
        return self._visibility or Visibility.load()

    @cached_property
    def locale_codes(self) -> dict[int, str]:
        """Locale id → code."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def _collection_paths(self) -> dict[int, str]:
        return dict(Collection.objects.values_list("pk", "path"))

    def blocks(self, body: StreamValue) -> list[BlockJSON]:
        """Return the body's blocks in order, without those that have nothing public to show."""
        self._look_up(_referenced_pages(body))
        represented = (
            (bound.block_type, bound.block.represent(bound.value, self), bound.id) for bound in body
        )
        return [
            {"type": block_type, "value": value, "id": block_id or ""}
            for block_type, value, block_id in represented
            if value is not None
        ]

    def html(self, source: str) -> str:
        """Return rich text as sanitised HTML with links in the reader's locale."""
        return rich_text.expand(source, self.address_of, self._document_url)

    def image(self, image: AbstractImage | None, alt: str) -> ImageJSON | None:
        """Return the image as JSON, or None when there is none or it is private."""
        if image is None or not self.may_see_collection(image.collection_id):
            return None
        return represent_image(image, alt)

    def may_see_collection(self, collection_id: int) -> bool:
        """Tell whether files of this collection are public."""
        if not self.visibility.restricted_collections:
            return True
        return self.visibility.allows_collection(self._collection_paths[collection_id])

    def cms_url(self, path: str) -> str:
        """Return an absolute address on the CMS."""
        return f"{settings.CMS_URL}{path}"

    def cards(self, pages: Iterable[Page]) -> list[PageCardJSON]:
        """Return a card for each page that has a public version, in the order given."""
        wanted = [page.pk for page in pages if page is not None]
        self._look_up(wanted)
        best = [page for pk in wanted if (page := self._best[pk]) is not None]
        texts = leads(best)
        return [
            represent_card(
                page,
                texts.get(page.pk, ""),
                page_locale=self.locale_codes[page.locale_id],
                reader_locale=self.locale_code,
            )
            for page in best
        ]

    def address_of(self, page_id: int) -> str | None:
        """Return the public address of a page in the reader's locale, or None."""
        self._look_up([page_id])
        page = self._best[page_id]
        if page is None:
            return None
        return locales.html_url(self.path_of(page))

    def path_of(self, page: Page) -> str:
        """Return the path at which this reader finds ``page``: its own, or the source's."""
        if self.locale_codes[page.locale_id] == self.locale_code:
            return page.url_path
        return locales.in_locale(page.url_path, self.locale_code)

    def _look_up(self, page_ids: Iterable[int]) -> None:
        """Find the best public version of each page: the reader's language, else the source."""
        missing = {pk for pk in page_ids if pk not in self._best}
        if not missing:
            return
        keys = dict(Page.objects.filter(pk__in=missing).values_list("pk", "translation_key"))
        versions = self.visibility.public(
            Page.objects.filter(
                translation_key__in=set(keys.values()),
                locale__language_code__in={self.locale_code, locales.SOURCE},
            )
        )
        found: dict[Any, Page] = {}
        for page in versions:
            if (
                page.translation_key not in found
                or self.locale_codes[page.locale_id] == self.locale_code
            ):
                found[page.translation_key] = page
        self._best.update({pk: found.get(keys.get(pk)) for pk in missing})

    def _document_url(self, document_id: int) -> str | None:
        path = rich_text.document_path(document_id, self.may_see_collection)
        return path and self.cms_url(path)


def _referenced_pages(body: StreamValue) -> set[int]:
    """Return the ids of all pages that choosers and rich text of ``body`` refer to."""
    return {
        int(object_id)
        for model, object_id, _model_path, _content_path in body.stream_block.extract_references(
            body
        )
        if issubclass(model, Page)
    }
