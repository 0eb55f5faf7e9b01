"""For whom something is represented: a language, and what the public may see in it."""

from collections.abc import Iterable
from typing import Any, TypedDict

from django.conf import settings
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.core import locales

from . import rich_text
from .cards import PageCardJSON, leads, represent_card
from .images import ImageJSON, represent_image
from .language_versions import PageVersions
from .visibility import Visibility


class BlockJSON(TypedDict):
    """One block of a body; ``value`` is the block family's own dict."""

    type: str
    value: Any
    id: str


class Reader:
    """The public, reading in one locale. Lives for one answer; remembers what it looked up.

    Representations reach images, pages and documents only through it, so nothing that is not
    public can slip in by a foreign key.
    """

    def __init__(self, locale_code: str, visibility: Visibility | None = None) -> None:
        self.locale_code = locale_code
        self.visibility = visibility or Visibility.load()
        self.pages = PageVersions(self.visibility)
        self._documents: dict[int, AbstractDocument | None] = {}
        self._leads: dict[int, str] = {}
        # Pages that the body at hand refers to: their leads are read together, not block by block.
        self._referenced: set[int] = set()
        self._in_full: dict[int, Page] = {}

    def blocks(self, body: StreamValue) -> list[BlockJSON]:
        """Return the body's blocks in order, without those that have nothing public to show."""
        self._look_up_references(body)
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
        return self.visibility.allows_collection(collection_id)

    def cms_url(self, path: str) -> str:
        """Return an absolute address on the CMS."""
        return f"{settings.CMS_URL}{path}"

    def cards(self, pages: Iterable[Page]) -> list[PageCardJSON]:
        """Return a card for each page that has a public version, in the order given."""
        wanted = [page.pk for page in pages if page is not None]
        self.pages.look_up(ids=wanted)
        best = [page for pk in wanted if (page := self.best(pk)) is not None]
        self._read_leads(best)
        return [
            represent_card(
                page,
                self._leads[page.pk],
                page_locale=self.locale_of(page),
                reader_locale=self.locale_code,
            )
            for page in best
        ]

    def best(self, page_id: int) -> Page | None:
        """Return the public version of a page that is best for this reader, or None."""
        self.pages.look_up(ids=[page_id])
        return self.pages.best(self.pages.by_id(page_id), self.locale_code)

    def in_full(self, page: Page) -> Page:
        """Return a looked-up page with all fields of its type.

        All pages that the body at hand refers to are read together: a query a page type.
        """
        if page.pk not in self._in_full:
            best = (self.best(pk) for pk in self._referenced)
            wanted = {page.pk, *(found.pk for found in best if found is not None)}
            found = Page.objects.filter(pk__in=wanted).specific()
            self._in_full.update({known.pk: known for known in found})
        return self._in_full[page.pk]

    def address_of(self, page_id: int) -> str | None:
        """Return the public address of a page in the reader's locale, or None."""
        page = self.best(page_id)
        return None if page is None else locales.html_url(self.path_of(page))

    def path_of(self, page: Page) -> str:
        """Return the path at which this reader finds ``page``: its own, or the source's."""
        path: str = page.url_path
        if self.locale_of(page) == self.locale_code:
            return path
        return locales.in_locale(path, self.locale_code)

    def locale_of(self, page: Page) -> str:
        """Return the code of the language ``page`` is written in."""
        return self.visibility.locale_codes[page.locale_id]

    def _read_leads(self, pages: Iterable[Page]) -> None:
        new = {page.pk: page for page in pages if page.pk not in self._leads}
        if new:
            referenced = (self.best(pk) for pk in self._referenced)
            new |= {page.pk: page for page in referenced if page is not None}
            self._leads.update(dict.fromkeys(new, "") | leads(new.values()))

    def _look_up_references(self, body: StreamValue) -> None:
        """Load all pages and documents that ``body`` refers to: two queries at most."""
        references = list(body.stream_block.extract_references(body))
        self._referenced = {
            int(found) for model, found, *_paths in references if issubclass(model, Page)
        }
        self.pages.look_up(ids=self._referenced)
        model = get_document_model()
        wanted = {int(found) for kind, found, *_paths in references if issubclass(kind, model)}
        if wanted - self._documents.keys():
            self._documents.update(dict.fromkeys(wanted))
            self._documents.update(model.objects.in_bulk(wanted))

    def _document_url(self, document_id: int) -> str | None:
        if document_id not in self._documents:
            self._documents[document_id] = (
                get_document_model().objects.filter(pk=document_id).first()
            )
        document = self._documents[document_id]
        if document is None or not self.may_see_collection(document.collection_id):
            return None
        return self.cms_url(document.url)
