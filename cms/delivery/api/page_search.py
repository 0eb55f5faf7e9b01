"""The search of lists of pages; a room above, which has the index, registers how it is done."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from wagtail.query import PageQuerySet

from .list_queries import operator_of
from .parameter_types import TEXT


class FindPages(Protocol):
    """How pages are looked for."""

    def __call__(self, query: str, locale: str, version: int, *, every_word: bool) -> Sequence[int]:
        """Return ids of pages that fit a query, the best first, also of such as are not public.

        ``locale`` is the language that counts most, or empty.
        """


_finders: Final[list[FindPages]] = []


def register(find: FindPages) -> None:
    """Let lists of pages be searched by ``find``."""
    _finders[:] = [find]


def searched(pages: PageQuerySet, parameters: Mapping[str, str], version: int) -> list[int]:
    """Return the ids of those of ``pages`` that fit the search, the best first or as ordered.

    Nothing fits an empty one, as in Wagtail.
    Raises ``InvalidParametersError``.
    """
    every_word = operator_of(parameters) == "and"
    query, locale = TEXT.read("search", parameters["search"]), parameters.get("locale", "")
    if not query.strip():
        return []
    found = [pk for find in _finders for pk in find(query, locale, version, every_word=every_word)]
    ids: list[int] = list(pages.filter(pk__in=found).values_list("pk", flat=True))
    if "order" in parameters:
        return ids
    places = {pk: place for place, pk in enumerate(found)}
    return sorted(ids, key=places.__getitem__)
