"""The search of lists of pages: ids of pages, the best first."""

from collections.abc import Sequence

from cms.core import locales
from cms.search.models import IndexDocument

from .finder import match


def ranked_pages(query: str, locale: str, version: int, *, every_word: bool) -> Sequence[int]:
    """Return pages in any language that fit a query, which may hold what is not public.

    ``locale`` is the language that counts most, or empty. ``every_word``: only pages that have
    each word of the query, or another that it may mean.
    """
    matched = match(query, locale or locales.SOURCE, version)
    best = [pk for pk, scored in matched.scores.items() if scored.has_every_word or not every_word]
    pages = dict(IndexDocument.objects.filter(pk__in=best).values_list("pk", "page_id"))
    found = (pages.get(pk) for pk in best)
    return list(dict.fromkeys(page for page in found if page is not None))
