"""What the public may see: the one place that decides it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from cms.core import locales


@dataclass(frozen=True, slots=True)
class Visibility:
    """The view restrictions in force, read once and used for many objects.

    ``restricted_paths`` are treebeard paths: whatever starts with one is private.
    """

    restricted_paths: tuple[str, ...]
    restricted_collections: tuple[str, ...]

    @classmethod
    def load(cls) -> "Visibility":
        """Read the restrictions (two queries)."""
        return cls(
            tuple(PageViewRestriction.objects.values_list("page__path", flat=True)),
            tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True)),
        )

    def public(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        """Return those of ``pages`` that are live, unrestricted and below a locale's home."""
        query = Q(live=True, depth__gte=2) & _below_a_home()
        for path in self.restricted_paths:
            query &= ~Q(path__startswith=path)
        return pages.filter(query)

    def allows(self, page: Page) -> bool:
        """Tell for a loaded page what :meth:`public` tells for a query."""
        return (
            page.live
            and bool(locales.locale_of_path(page.url_path or ""))
            and not page.path.startswith(self.restricted_paths)
        )

    def allows_collection(self, path: str) -> bool:
        """Tell whether a collection, given by its treebeard path, is public."""
        return not path.startswith(self.restricted_collections)


def _below_a_home() -> Q:
    """Return the condition that a page's address begins with a known locale."""
    query = Q()
    for code in locales.CODES:
        query |= Q(url_path__startswith=f"/{code}/")
    return query
