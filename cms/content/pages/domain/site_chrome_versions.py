"""In which language a reader gets a part of the site chrome: nothing outdated is shown as true.

Of a translation that is behind, each text that no longer says what its source says gives way to the
source's, marked as such: an alert that says another day is worse than one in Polish. The others
stay. What is no language is the source's in any case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.core.representations.context import Reader

Snippet = TypeVar("Snippet", bound=TranslatableMixin)


@dataclass(frozen=True, slots=True)
class Versions(Generic[Snippet]):
    """A live snippet: ``source`` has what is no language, ``best`` the words for the reader.

    ``stale`` is the reader's own version where it is behind; at the content paths ``held`` it
    still says what the source says.
    """

    source: Snippet
    best: Snippet
    stale: Snippet | None = None
    held: frozenset[str] = frozenset()

    def at(self, path: str) -> Snippet:
        """Return the version whose words stand at a content path."""
        return self.stale if self.stale is not None and path in self.held else self.best


def versions(snippets: Iterable[Snippet], reader: Reader) -> list[Versions[Snippet]]:
    """Return the versions of each live snippet, in the order of ``snippets``.

    One query, and one more for each that is behind.
    """
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
        return Versions(source, source, own, texts_that_hold(source, own))
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


def texts_that_hold(source: TranslatableMixin, stale: TranslatableMixin) -> frozenset[str]:
    """Return the content paths at which ``stale`` translates what ``source`` says now; one query.

    A text in several paragraphs holds with all of them, or not.
    """
    known = set(
        StringTranslation.objects.filter(
            context__object=source.translation_key, locale_id=stale.locale_id
        ).values_list("context__path", "translation_of__data", "data")
    )
    now, shown = _strings(source), _strings(stale)
    return frozenset(
        path
        for path, texts in now.items()
        if len(texts) == len(shown.get(path, []))
        and all((path, *pair) in known for pair in zip(texts, shown[path], strict=True))
    )


def _strings(snippet: TranslatableMixin) -> dict[str, list[str]]:
    """Return the texts of a snippet by content path, in reading order."""
    found: dict[str, list[str]] = {}
    for segment in extract_segments(snippet):
        if isinstance(segment, StringSegmentValue):
            found.setdefault(segment.path, []).append(segment.string.data)
    return found
