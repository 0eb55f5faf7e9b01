"""Documents of pages, some at a time: there may be very many."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from wagtail.models import Page

from cms.core.representations.visibility import Visibility
from cms.delivery.documents.builder import prepared
from cms.delivery.documents.lookup import for_readers
from cms.delivery.documents.store import Prepared

from .sources import Item

KIND: Final = "page"
TOGETHER: Final = 100


def next_pages(after: int, visibility: Visibility) -> list[Page]:
    """Return the next public pages behind the one with the id ``after``."""
    return list(public_pages(visibility).filter(pk__gt=after).order_by("pk")[:TOGETHER])


def public_pages(visibility: Visibility) -> QuerySet[Page]:
    """Return all public pages."""
    rows: QuerySet[Page] = visibility.public(Page.objects.all())
    return rows


def items_of(pages: Sequence[Page], version: int, visibility: Visibility) -> Iterator[Item]:
    """Yield the documents of pages in every reader's locale in which they answer somewhere."""
    by_id = {page.pk: page for page in pages}
    for reader_locale, some in for_readers(pages, visibility).items():
        for row in prepared(some, reader_locale, version, visibility):
            if row.path:
                yield _item(by_id[row.document.page_id], row, visibility)


def _item(page: Page, row: Prepared, visibility: Visibility) -> Item:
    own, elsewhere = f"/api/v2/pages/{page.pk}/", urlencode({"html_path": row.path}, safe="/")
    return Item(
        kind=KIND,
        object_id=page.pk,
        reader_locale=row.reader_locale,
        type=page.specific_class._meta.label,
        locale=visibility.locale_codes[page.locale_id],
        address=own if row.is_own else f"/api/v2/pages/by_path/?{elsewhere}",
        path=row.path,
        etag=row.document.etag,
    )
