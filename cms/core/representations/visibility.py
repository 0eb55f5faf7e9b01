"""What the public may see: the one place that decides it."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from wagtail.models import Collection, Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.core import content_version, locales
from cms.core.content_version import VersionedCache


@dataclass(frozen=True, slots=True)
class Visibility:
    """The view restrictions in force, and the names they refer to; read once for many objects.

    ``restricted_paths`` are treebeard paths: whatever starts with one is private. A page made
    private in the source language is private in every language.
    """

    home_paths: tuple[str, ...]
    restricted_paths: tuple[str, ...]
    restricted_collections: tuple[str, ...]
    collection_paths: dict[int, str]
    locale_codes: dict[int, str]

    @classmethod
    def load(cls, version: int | None = None) -> "Visibility":
        """Return what holds at a content version, by default now (four queries a version).

        A transaction that changed content reads it without asking for its version.
        """
        if content_version.is_uncommitted():
            return cls.read()
        if version is None:
            version = content_version.current()
        return _known.get(version, "visibility", cls.read)

    @classmethod
    def read(cls) -> "Visibility":
        """Return what the database holds now; what is in memory may be 100 ms old."""
        collections = list(Collection.objects.values_list("pk", "path", "view_restrictions"))
        return cls(
            home_paths=tuple(
                Page.objects.filter(depth=2, slug__in=locales.CODES).values_list("path", flat=True)
            ),
            restricted_paths=_restricted_paths(),
            restricted_collections=tuple(
                path for _pk, path, restricted in collections if restricted
            ),
            collection_paths={pk: path for pk, path, _restricted in collections},
            locale_codes=dict(Locale.objects.values_list("pk", "language_code")),
        )

    def public(self, pages: PageQuerySet) -> PageQuerySet:
        """Return those of ``pages`` that are live, unrestricted and below a locale's home."""
        return pages.filter(self.condition())

    def condition(self, prefix: str = "") -> Q:
        """Return what holds for public pages; ``prefix``, such as ``page__``, leads to the page."""
        below_a_home = Q(pk__in=[])
        for path in self.home_paths:
            below_a_home |= Q((f"{prefix}path__startswith", path))
        query = Q((f"{prefix}live", True)) & below_a_home
        for path in self.restricted_paths:
            query &= ~Q((f"{prefix}path__startswith", path))
        return query

    def allows(self, page: Page) -> bool:
        """Tell for a loaded page what :meth:`public` tells for a query."""
        return (
            page.live
            and page.path.startswith(self.home_paths)
            and not page.path.startswith(self.restricted_paths)
        )

    def allows_collection(self, collection_id: int) -> bool:
        """Tell whether the files of a collection are public."""
        path = self.collection_paths.get(collection_id)
        return path is not None and not path.startswith(self.restricted_collections)

    def public_collections(self) -> list[int]:
        """Return the ids of all collections whose files are public."""
        return [pk for pk in self.collection_paths if self.allows_collection(pk)]


_known: Final[VersionedCache[Visibility]] = VersionedCache()


def _restricted_paths() -> tuple[str, ...]:
    """Return the paths of restricted pages, and of the translations of restricted source pages."""
    restricted = PageViewRestriction.objects.all()
    sources = restricted.filter(page__locale__language_code=locales.SOURCE)
    pages = Page.objects.filter(
        Q(pk__in=restricted.values("page"))
        | Q(translation_key__in=sources.values("page__translation_key"))
    )
    return tuple(pages.values_list("path", flat=True))
