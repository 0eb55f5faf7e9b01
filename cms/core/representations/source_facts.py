"""The version of a page that holds its facts: what is not language is kept once."""

from typing import TypeVar

from wagtail.models import Page

from cms.core import locales

from .context import Reader

AnyPage = TypeVar("AnyPage", bound=Page)


def facts_of(page: AnyPage, reader: Reader, *related: str) -> AnyPage:
    """Return the version of ``page`` whose language-free fields count: the source's live row.

    A draft of the source is its own; so is a page that was never written in the source language,
    or whose source is not public, as else that one's facts would be. ``related`` are foreign keys
    to load with it.
    """
    source = place_of(page, reader)
    if source is page or not reader.visibility.allows(source):
        return page
    rows = type(page).objects.filter(pk=source.pk)
    # Without names, select_related would follow every key there is.
    found: AnyPage | None = (rows.select_related(*related) if related else rows).first()
    return found or page


def place_of(page: Page, reader: Reader) -> Page:
    """Return the version of ``page`` whose place in the tree counts: the source's.

    Only what finds a page is loaded. A draft of the source is its own, with the place it will have.
    """
    if reader.locale_of(page) == locales.SOURCE:
        return page
    known = [page.pk] if page.pk else []
    reader.pages.look_up(ids=known, keys=[] if known else [page.translation_key])
    return reader.pages.source(page.translation_key) or page
