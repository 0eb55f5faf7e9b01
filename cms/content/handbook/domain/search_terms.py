"""Terms of the glossary as a search finds them: on the first public chapter with each."""

from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from wagtail.models import Page

from cms.content.handbook.models import ChapterPage, GlossaryTerm
from cms.content.handbook.models.chapter_facts import ChapterTerm
from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.search.analysis.tokens import plain
from cms.search.domain.entries import READING, Source
from cms.search.domain.index_writer import Entry
from cms.search.domain.page_texts import Text


class ExplainedTerm(NamedTuple):
    """A live term in one language, with the page on which it is explained."""

    term: GlossaryTerm
    page_id: int
    source_id: int
    lang: str

    @property
    def key(self) -> str:
        """The key of its document."""
        return f"term:{self.term.pk}"

    @property
    def stamp(self) -> str:
        """What changes with anything that its document says."""
        said = f"{self.term.term}\n{self.term.definition}\n{self.term.anchor}\n{self.page_id}"
        return f"{READING}:{blake2b(said.encode(), digest_size=16).hexdigest()}"


def explained_terms(visibility: Visibility) -> list[ExplainedTerm]:
    """Return all terms that a public chapter explains, in every language; four queries."""
    chapters = _chapters(visibility)
    pages = _versions(visibility, set(chapters.values()))
    sources = dict(
        GlossaryTerm.objects.filter(locale__language_code=locales.SOURCE).values_list(
            "translation_key", "pk"
        )
    )
    found = []
    for term in GlossaryTerm.objects.filter(live=True, translation_key__in=chapters):
        lang = visibility.locale_codes[term.locale_id]
        versions = pages.get(chapters[term.translation_key], {})
        page = versions.get(lang) or versions.get(locales.SOURCE)
        if page is not None:
            source = sources.get(term.translation_key, term.pk)
            found.append(ExplainedTerm(term, page, source, lang))
    return found


def _chapters(visibility: Visibility) -> dict[UUID, UUID]:
    """Return the translation key of the first public chapter for each term's."""
    public = visibility.public(ChapterPage.objects.filter(locale__language_code=locales.SOURCE))
    rows = ChapterTerm.objects.filter(page__in=public.values("pk")).order_by("-page__path")
    return dict(rows.values_list("term__translation_key", "page__translation_key"))


def _versions(visibility: Visibility, keys: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    found: dict[UUID, dict[str, int]] = {}
    pages = visibility.public(Page.objects.filter(translation_key__in=keys))
    for key, locale, pk in pages.values_list("translation_key", "locale_id", "pk"):
        found.setdefault(key, {})[visibility.locale_codes[locale]] = pk
    return found


def _stamps(visibility: Visibility) -> dict[str, str]:
    return {found.key: found.stamp for found in explained_terms(visibility)}


def _read(keys: Collection[str], visibility: Visibility) -> Iterator[Entry]:
    for found in explained_terms(visibility):
        if found.key in keys:
            text = Text(found.term.term)
            text.add(plain(found.term.definition))
            yield Entry(
                key=found.key,
                group=f"term:{found.source_id}",
                page_id=found.page_id,
                source_id=found.source_id,
                kind="term",
                lang=found.lang,
                text=text,
                anchor=found.term.anchor,
                stamp=found.stamp,
            )


TERMS = Source(_stamps, _read)
