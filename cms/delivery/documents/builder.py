"""Make documents from the live rows."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from django.db import Error
from wagtail.models import Page

from cms.core import locales
from cms.core.models import BasePage
from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility

from . import store
from .page_serializer import represent_pages
from .store import Document, Prepared

_log: Final = logging.getLogger(__name__)


def build_one(
    page: Page, reader_locale: str | None, version: int, visibility: Visibility
) -> Document | None:
    """Return and store the document of a single page. Raises whatever keeps it from being made."""
    for row in live_rows([page]):
        code = reader_locale or visibility.locale_codes[page.locale_id]
        rows = _prepare([row], Reader(code, visibility), version)
        store.write(rows)
        return rows[0].document
    return None


def build(
    pages: Iterable[Page], reader_locale: str | None, version: int, visibility: Visibility
) -> list[Document]:
    """Return and store documents of public pages for one reader's locale, or each in its own."""
    rows = prepared(pages, reader_locale, version, visibility)
    store.write(rows)
    return [row.document for row in rows]


def prepared(
    pages: Iterable[Page], reader_locale: str | None, version: int, visibility: Visibility
) -> list[Prepared]:
    """Return the documents of public pages with their places, without storing them.

    ``version`` was read before the pages, so a change that happens meanwhile makes the document
    old at once instead of wrong. Pages of unknown types are left out.
    A page that cannot be represented is left out and logged by its id.
    """
    by_locale: dict[str, list[BasePage]] = defaultdict(list)
    for page in live_rows(pages):
        by_locale[reader_locale or visibility.locale_codes[page.locale_id]].append(page)
    return [
        row
        for code, some in by_locale.items()
        for row in _prepare_each(some, Reader(code, visibility), version)
    ]


def live_rows(pages: Iterable[Page]) -> list[BasePage]:
    """Return the specific live rows of ``pages``: one query a type, never a revision."""
    ids: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        ids[page.specific_class].append(page.pk)
    return [
        page
        for model, some in ids.items()
        if model is not None and issubclass(model, BasePage)
        for page in model.objects.filter(pk__in=some)
    ]


def _prepare_each(pages: list[BasePage], reader: Reader, version: int) -> list[Prepared]:
    """Prepare pages together; if that fails, one by one, without those that cannot be."""
    try:
        return _prepare(pages, reader, version)
    except Error:
        raise  # The database is at fault, not a page.
    except Exception as error:  # noqa: BLE001  Whatever it is: the others are to be read.
        if len(pages) > 1:
            return [row for page in pages for row in _prepare_each([page], reader, version)]
        # Without the traceback, which may quote the page.
        _log.error("Page %s cannot be represented: %s", pages[0].pk, type(error).__name__)
        return []


def _prepare(pages: list[BasePage], reader: Reader, version: int) -> list[Prepared]:
    represented = represent_pages(pages, reader)
    taken = _taken_paths(pages, reader)
    rows = []
    for page, value in zip(pages, represented, strict=True):
        body = store.encode(value)
        path = reader.path_of(page)
        rows.append(
            Prepared(
                Document(page.pk, version, store.etag_of(body), body),
                reader.locale_code,
                reader.locale_of(page) == reader.locale_code,
                "" if path in taken else path,
            )
        )
    return rows


def _taken_paths(pages: list[BasePage], reader: Reader) -> set[str]:
    """Return the paths at which a page of the reader's own language answers instead."""
    foreign = {
        locales.in_locale(page.url_path, reader.locale_code)
        for page in pages
        if reader.locale_of(page) != reader.locale_code
    }
    if not foreign:
        return set()
    own = reader.visibility.public(Page.objects.filter(url_path__in=foreign))
    return set(own.values_list("url_path", flat=True))
