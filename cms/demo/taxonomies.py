"""The demo's audiences, services and glossary terms, in every language."""

from collections.abc import Callable
from typing import Any, Final

from wagtail.models import Locale

from cms.content.handbook.models import Audience, GlossaryTerm
from cms.content.points.models import Service
from cms.core import locales

from .content_files import taxonomy_file
from .translations import fill_translation

Words = Any
"""A snippet of one language, saved or not."""

KINDS: Final[dict[str, Callable[[Any], Words]]] = {
    "audiences": lambda words: Audience(name=words),
    "services": lambda words: Service(name=words),
    "terms": lambda words: GlossaryTerm(term=words["term"], definition=words["definition_html"]),
}


def create_source() -> dict[str, dict[str, Words]]:
    """Create the Polish words and return them by kind and key."""
    locale = Locale.objects.get(language_code=locales.SOURCE)
    created: dict[str, dict[str, Words]] = {}
    for kind, make in KINDS.items():
        created[kind] = {}
        for key, words in taxonomy_file()[kind].items():
            item = make(words[locales.SOURCE])
            item.locale = locale
            item.save()
            created[kind][key] = item
    return created


def create_translations(code: str, source: dict[str, dict[str, Words]]) -> None:
    """Publish the words of one language."""
    locale = Locale.objects.get(language_code=code)
    for kind, items in source.items():
        for key, item in items.items():
            target = KINDS[kind](taxonomy_file()[kind][key][code])
            fill_translation(item, target, locale).save_target(publish=True)
