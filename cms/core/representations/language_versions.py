"""The language versions of pages, looked up in bulk."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from cms.core import locales

from .visibility import Visibility

_FIELDS: Final = (
    "title",
    "url_path",
    "path",
    "depth",
    "live",
    "locale_id",
    "translation_key",
    "content_type_id",
)


class PageVersions:
    """Pages by id and by tree path, each with its public versions; one query a look-up.

    What was looked up is remembered, absent pages as well.
    """

    def __init__(self, visibility: Visibility) -> None:
        self._visibility = visibility
        self._by_id: dict[int, Page | None] = {}
        self._by_path: dict[str, Page | None] = {}
        self._by_key: dict[UUID, dict[str, Page]] = {}

    def look_up(
        self,
        ids: Collection[int] = (),
        paths: Collection[str] = (),
        keys: Collection[UUID] = (),
    ) -> None:
        """Load the pages with these ids and treebeard paths, and all their language versions.

        ``keys`` are translation keys, for pages that have no row of their own yet.
        """
        new_ids = {pk for pk in ids if pk not in self._by_id}
        new_paths = {path for path in paths if path not in self._by_path}
        if not new_ids and not new_paths and not keys:
            return
        asked = Page.objects.filter(Q(pk__in=new_ids) | Q(path__in=new_paths))
        self._by_id.update(dict.fromkeys(new_ids))
        self._by_path.update(dict.fromkeys(new_paths))
        related = Q(translation_key__in=asked.values("translation_key"))
        if keys:
            related |= Q(translation_key__in=keys)
        for page in Page.objects.filter(related).only(*_FIELDS):
            self._by_id[page.pk] = self._by_path[page.path] = page
            code = self._visibility.locale_codes[page.locale_id]
            self._by_key.setdefault(page.translation_key, {})[code] = page

    def public(self, key: UUID) -> dict[str, Page]:
        """Return the public versions of a looked-up page by locale code."""
        return {
            code: page
            for code, page in self._by_key.get(key, {}).items()
            if self._visibility.allows(page)
        }

    def source(self, key: UUID) -> Page | None:
        """Return the version in the source language, public or not."""
        return self._by_key.get(key, {}).get(locales.SOURCE)

    def best(self, page: Page | None, reader_locale: str) -> Page | None:
        """Return the public version in the reader's language, else in the source language."""
        if page is None:
            return None
        public = self.public(page.translation_key)
        return public.get(reader_locale) or public.get(locales.SOURCE)

    def by_id(self, page_id: int) -> Page | None:
        """Return a page that was looked up by its id, public or not."""
        return self._by_id.get(page_id)

    def by_path(self, path: str) -> Page | None:
        """Return a page that was looked up by its treebeard path, public or not."""
        return self._by_path.get(path)
