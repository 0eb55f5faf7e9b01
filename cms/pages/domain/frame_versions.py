"""Which language of a part of the frame a reader gets: what no longer holds is not shown as true.

A translation that is behind its source gives way to the source, marked as such: an alert that says
another day is worse than one in Polish. What is no language is the source's in any case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringTranslation

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.core.representations.context import Reader
from cms.pages.models import Navigation

Snippet = TypeVar("Snippet", bound=TranslatableMixin)


@dataclass(frozen=True, slots=True)
class Versions(Generic[Snippet]):
    """A live snippet: ``source`` has what is no language, ``best`` the words for the reader.

    ``stale`` is the reader's own version where it is behind.
    """

    source: Snippet
    best: Snippet
    stale: Snippet | None = None


def versions(snippets: Iterable[Snippet], reader: Reader) -> list[Versions[Snippet]]:
    """Return the versions of each live snippet, in the order of ``snippets``; one query."""
    found: dict[UUID, dict[str, Snippet]] = {}
    for snippet in snippets:
        found.setdefault(snippet.translation_key, {})[reader.locale_of(snippet)] = snippet
    behind = _behind(found, reader)
    readable = [
        each for each in found.values() if reader.locale_code in each or locales.SOURCE in each
    ]
    return [_of(each, reader, behind) for each in readable]


def _of(by_code: dict[str, Snippet], reader: Reader, behind: set[UUID]) -> Versions[Snippet]:
    source = by_code.get(locales.SOURCE) or by_code[reader.locale_code]
    own = by_code.get(reader.locale_code) or source
    if own is source:
        return Versions(source, source)
    if own.translation_key in behind:
        return Versions(source, source, own)
    return Versions(source, own)


def _behind(keys: Iterable[UUID], reader: Reader) -> set[UUID]:
    if reader.locale_code == locales.SOURCE:
        return set()
    found = TranslationState.objects.filter(
        translation_key__in=list(keys),
        locale__language_code=reader.locale_code,
        status=TranslationStatus.BEHIND,
    )
    return set(found.values_list("translation_key", flat=True))


def labels_that_hold(source: Navigation, stale: Navigation) -> dict[str, str]:
    """Return, by id of a menu's item, the labels of ``stale`` that translate the present ones."""
    shown = {item.id: item.value["label"] for item in stale.items}
    labels = {item.id: item.value["label"] for item in source.items}
    known = StringTranslation.objects.filter(
        context__object=source.translation_key, locale_id=stale.locale_id
    ).values_list("context__path", "translation_of__data", "data")
    pairs = set(known)
    return {
        key: shown[key]
        for key, label in labels.items()
        if shown.get(key) and (f"items.{key}.label", label, shown[key]) in pairs
    }
