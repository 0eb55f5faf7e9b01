"""What pages show of snippets (services, audiences, terms): it is part of what they say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from cms.core import locales
from cms.core.models import BasePage

Embedded = Mapping[UUID, set[UUID]]


def embedded(pages: Iterable[BasePage]) -> Embedded:
    """Return the translation keys of the snippets that each page shows, by the page's key."""
    keys: dict[type[BasePage], set[UUID]] = defaultdict(set)
    for page in pages:
        keys[type(page)].add(page.translation_key)
    return shown_by(keys)


def shown_by(keys: Mapping[type[BasePage], Collection[UUID]]) -> Embedded:
    """Return the same of the pages of each type that have these translation keys.

    Snippets are chosen on the live source page, for all languages. One query for each field of
    ``shown_snippets`` of the types that have any.
    """
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for model, some in keys.items():
        sources = model.objects.filter(
            translation_key__in=some, locale__language_code=locales.SOURCE
        )
        for field in model.shown_snippets:
            chosen = sources.filter(**{f"{field}__isnull": False})
            rows = chosen.values_list("translation_key", f"{field}__translation_key")
            for page_key, snippet_key in rows:
                found[page_key].add(snippet_key)
    return found
