"""The answer to a search as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from django.conf import settings

from cms.core import locales
from cms.search.enums import Kind

from . import index_reader
from .corrections import correction
from .excerpts import Stems, excerpt, marked_title, section_at
from .finder import Found, Question, find
from .index_reader import Shown
from .json_types import (
    HitStateJSON,
    KindName,
    SearchHitJSON,
    SearchJSON,
    SuggestionJSON,
    SuggestionsJSON,
)
from .live_states import states_of
from .nearest import nearest
from .ranking import Hit
from .readings import Reading

# A match as good as this is marked in the text.
_MARKED_FROM: Final = 0.6


def search(question: Question, part: slice, version: int) -> tuple[SearchJSON, bool]:
    """Return a part of the results, and whether they follow from the content version alone."""
    found = find(question, version)
    shown = found.hits[part]
    texts = index_reader.texts([hit.candidate.pk for hit in (*found.hits[:1], *shown)])
    states = states_of(shown, question.locale, version)
    answer: SearchJSON = {
        "meta": {
            "total_count": len(found.hits),
            "own_language_count": sum(hit.is_own for hit in found.hits),
            "counts": [
                {"type": cast("KindName", kind.value), "count": found.counts[kind.value]}
                for kind in Kind
                if found.counts[kind.value]
            ],
            "did_you_mean": _did_you_mean(question, found, texts),
            "nearest": [] if found.hits else _titles(nearest(question, version), question),
            "phone": settings.CONTACT_PHONE,
        },
        "items": [
            _hit(hit, texts[hit.candidate.pk], found, states.get(hit.candidate.pk), question)
            for hit in shown
            if hit.candidate.pk in texts
        ],
    }
    return answer, found.is_current and not states


def suggest(question: Question, limit: int, version: int) -> tuple[SuggestionsJSON, bool]:
    """Return titles that fit what was typed so far, and whether they follow from the version."""
    found = find(question, version)
    items = _titles([hit.candidate.pk for hit in found.hits[:limit]], question)
    return {"items": items}, found.is_current


def _titles(ids: Sequence[int], question: Question) -> list[SuggestionJSON]:
    texts = index_reader.texts(ids)
    return [
        {
            "text": text.document.title,
            "type": cast("KindName", text.document.kind),
            "lang": text.document.lang,
            "html_url": _address(text, text.document.anchor, question.locale),
        }
        for text in (texts[pk] for pk in ids if pk in texts)
    ]


def _did_you_mean(question: Question, found: Found, texts: Mapping[int, Shown]) -> str | None:
    """Return the query as the best hit of the reader's language was found by it."""
    for hit in found.hits[:1]:
        reading, text = hit.scored.reading, texts.get(hit.candidate.pk)
        if text and text.document.lang == reading.language == question.locale:
            document = text.document
            return correction(question.query, reading, f"{document.title}\n{document.text}")
    return None


def _hit(
    hit: Hit,
    shown: Shown,
    found: Found,
    state: HitStateJSON | None,
    question: Question,
) -> SearchHitJSON:
    document = shown.document
    reading, stems = hit.scored.reading, _stems(hit, found.readings)
    part = excerpt(
        document.text, stems, document.lang, {int(section[0]) for section in document.sections}
    )
    in_title = marked_title(document.title, stems, document.lang)
    anchor, section = section_at(document.sections, part.start)
    if in_title.count("<mark>") >= len(reading.clauses):
        anchor = section = ""  # The whole page is about it.
    return {
        "id": document.page_id or document.source_id,
        "type": cast("KindName", document.kind),
        "title": document.title,
        "title_html": in_title,
        "excerpt_html": part.html,
        "section": section,
        "lang": document.lang,
        "html_url": _address(shown, document.anchor or anchor, question.locale),
        "state": state,
    }


def _stems(hit: Hit, readings: Iterable[Reading]) -> Stems:
    """Return the stems to mark in a hit: of its own reading, or of all in its language."""
    own = hit.scored.reading
    language = hit.candidate.lang
    fitting: Sequence[Reading] = (
        [own] if own.language == language else [r for r in readings if r.language == language]
    )
    found: dict[str, float] = {}
    for reading in fitting:
        for clause in reading.clauses:
            for match in clause.matches:
                if match.quality >= _MARKED_FROM:
                    found.setdefault(match.word.stem, clause.rarity)
    return found


def _address(shown: Shown, anchor: str, locale: str) -> str:
    """Return where a reader finds a document; the source's text stands at the reader's address."""
    document, path = shown
    if not path:
        return f"{settings.CMS_URL}{document.file.url}" if document.file else ""
    if document.lang == locales.SOURCE != locale:
        path = locales.in_locale(path, locale)
    return locales.html_url(path) + (f"#{anchor}" if anchor else "")
