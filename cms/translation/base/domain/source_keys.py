"""How forms name sources: a page by its id, a snippet as ``app.model:id``."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from wagtail.models import Page, TranslatableMixin

from cms.core import locales


def keys_of(names: Iterable[str]) -> list[UUID]:
    """Return the translation keys of the sources named: pages as in the tree, then snippets.

    What is unknown, or in another language than the source's, is left out. A query for the pages
    and one for each type of snippet.
    """
    pks: dict[str, set[int]] = {}
    for name in names:
        label, _colon, pk = name.rpartition(":")
        if pk.isascii() and pk.isdecimal():
            pks.setdefault(label, set()).add(int(pk))
    pages = Page.objects.filter(
        pk__in=pks.pop("", ()), depth__gt=1, locale__language_code=locales.SOURCE
    )
    found = list(pages.order_by("path").values_list("translation_key", flat=True))
    for label, wanted in sorted(pks.items()):
        found += _snippets(label, wanted)
    return list(dict.fromkeys(found))


def _snippets(label: str, pks: set[int]) -> list[UUID]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return []
    if not issubclass(model, TranslatableMixin) or issubclass(model, Page):
        return []
    named = model.objects.filter(pk__in=pks, locale__language_code=locales.SOURCE)
    return list(named.order_by("pk").values_list("translation_key", flat=True))
