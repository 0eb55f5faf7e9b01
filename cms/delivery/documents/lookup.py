"""Get the document of a page, prepared or made on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page

from cms.core import content_version, locales, redirects
from cms.core.representations.visibility import Visibility

from . import store
from .builder import build, build_one
from .known_paths import may_lead
from .store import Document

MAX_PATH_LENGTH = 4096
MAX_HOPS = 5  # Editors may point redirects at each other.


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An editor's redirect to an address that is no page of ours; ``location`` is absolute."""

    location: str


def by_id(page_id: int, reader_locale: str | None = None) -> Document | None:
    """Return the document of a public page, or None.

    Without ``reader_locale`` it is the one in the page's own language; with it, the page as it
    stands at the reader's address of it. One query when it is prepared.
    """
    if not 0 < page_id <= store.MAX_ID:
        return None
    version, document = (
        store.read_for(page_id, reader_locale) if reader_locale else store.read_own(page_id)
    )
    if document is not None:
        return document
    visibility = Visibility.load(version)
    page = visibility.public(Page.objects.filter(pk=page_id)).first()
    return page and build_one(page, reader_locale, version, visibility)


def by_path(path: str) -> Document | Elsewhere | None:
    """Return the document at a path such as ``/uk/zhytlo/``, or None.

    In every language there is one for each page: the translation, or else the source's text at
    the source's path with that language's code in front. Asked for by the source's path where a
    translation exists, or by an address that the page had once, it is the document at the page's
    own address, which differs from ``path``. An editor's redirect to no page is Elsewhere.
    """
    seen: list[str] = []
    location = locales.html_url(f"/{path.strip('/')}/")
    while len(seen) < MAX_HOPS and location not in seen:
        inside = redirects.inside(location)
        if inside is None:
            return Elsewhere(location)
        seen.append(location)
        found = _at(inside)
        if found is None:
            return Elsewhere(location) if seen[1:] else None
        if not isinstance(found, str):
            return found
        location = found
    return None


def _at(path: str) -> Document | str | None:
    """Return the document at a path, or the address to which an editor redirects it."""
    if len(path) > MAX_PATH_LENGTH or "\x00" in path:
        return None
    version, document = store.read_at(path)
    if document is not None:
        return document
    if not may_lead(path, version):
        return None
    visibility = Visibility.load(version)
    page = find_page(path, visibility)
    if page is not None:
        return _prepared(page, locales.locale_of_path(path), version, visibility)
    target = redirects.target(path)
    return _moved(path, target, version, visibility) if isinstance(target, Page) else target


def _moved(path: str, target: Page, version: int, visibility: Visibility) -> Document | None:
    """Return the document of a page that was at ``path``, in the language of the path if it can."""
    versions = {
        visibility.locale_codes[page.locale_id]: page
        for page in visibility.public(Page.objects.filter(translation_key=target.translation_key))
    }
    own = visibility.locale_codes[target.locale_id]
    reader_locale = locales.locale_of_path(path) or own
    if reader_locale not in versions and locales.SOURCE not in versions:
        reader_locale = own
    page = versions.get(reader_locale) or versions.get(locales.SOURCE)
    return page and _prepared(page, reader_locale, version, visibility)


def find_page(path: str, visibility: Visibility) -> Page | None:
    """Return the public page that answers at ``path``, in the language of the path if it can."""
    reader_locale = locales.locale_of_path(path)
    if not reader_locale:
        return None
    source_path = locales.in_locale(path, locales.SOURCE)
    found = {
        page.url_path: page
        for page in visibility.public(Page.objects.filter(url_path__in={path, source_path}))
    }
    source = found.get(source_path)
    if path in found or source is None:
        return found.get(path)
    translation = visibility.public(
        Page.objects.filter(
            translation_key=source.translation_key, locale__language_code=reader_locale
        )
    )
    return translation.first() or source


def many(page_ids: Sequence[int]) -> list[Document]:
    """Return the documents of public pages in their own languages, in the order of the ids."""
    version, found = store.read_many(page_ids)
    missing = [pk for pk in page_ids if pk not in found]
    if missing:
        visibility = Visibility.load(version)
        pages = visibility.public(Page.objects.filter(pk__in=missing))
        found.update({made.page_id: made for made in build(pages, None, version, visibility)})
    return [found[pk] for pk in page_ids if pk in found]


def prepare(page_ids: Sequence[int]) -> None:
    """Prepare the documents of pages and of all their translations, for every reader's locale."""
    version = content_version.read()
    visibility = Visibility.load(version)
    keys = Page.objects.filter(pk__in=page_ids).values("translation_key")
    pages = list(visibility.public(Page.objects.filter(translation_key__in=keys)))
    for reader_locale, some in for_readers(pages, visibility).items():
        build(some, reader_locale, version, visibility)


def for_readers(pages: Sequence[Page], visibility: Visibility) -> dict[str, list[Page]]:
    """Return which of public pages each locale's readers see: one query.

    These are the pages in their own language, and sources that are not translated to it.
    """
    codes = visibility.locale_codes
    sources = [page for page in pages if codes[page.locale_id] == locales.SOURCE]
    versions = Page.objects.filter(translation_key__in=[page.translation_key for page in sources])
    rows = visibility.public(versions).values_list("translation_key", "locale_id")
    translated = {(key, codes[locale_id]) for key, locale_id in rows}
    return {
        code: [page for page in pages if codes[page.locale_id] == code]
        + [page for page in sources if (page.translation_key, code) not in translated]
        for code in locales.CODES
    }


def _prepared(
    page: Page, reader_locale: str, version: int, visibility: Visibility
) -> Document | None:
    prepared = store.read_for(page.pk, reader_locale)[1]
    return prepared or build_one(page, reader_locale, version, visibility)
