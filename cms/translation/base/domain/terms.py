"""The term base at work: which term a text uses, and whether its translation uses the right one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cms.core import locales
from cms.search.domain.synonyms import SynonymPair
from cms.translation.base.enums import FormKind
from cms.translation.base.models import Term, TermForm
from cms.translation.base.rules.terms import Lemmas, lemmas, occurs


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its forms in one language."""

    term: str
    note: str
    words: Lemmas
    approved: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermFault:
    """A term whose translation is wrong.

    ``forbidden`` is the bad form that was found; where it is empty, no good one was. ``approved``
    is what to write.
    """

    term: str
    forbidden: str
    approved: tuple[str, ...]


def entries(language: str) -> list[Entry]:
    """Return the terms that have forms in ``language``; two queries."""
    found = []
    for term in Term.objects.prefetch_related("forms"):
        forms = [form for form in term.forms.all() if form.language == language]
        if forms:
            found.append(
                Entry(
                    term.term,
                    term.note,
                    lemmas(term.term, locales.SOURCE),
                    _texts(forms, FormKind.APPROVED),
                    _texts(forms, FormKind.FORBIDDEN),
                )
            )
    return found


def synonyms() -> Iterator[SynonymPair]:
    """Yield what leads readers from a term to the words of our texts; two queries.

    Bad forms lead to good ones of their language, the Polish term to those of every language.
    """
    for term in Term.objects.prefetch_related("forms"):
        for language in locales.TARGETS:
            forms = [form for form in term.forms.all() if form.language == language]
            for meant in _texts(forms, FormKind.APPROVED):
                for said in (term.term, *(form.text for form in forms)):
                    if said != meant:
                        yield SynonymPair(language, said, meant)


def _texts(forms: Iterable[TermForm], kind: FormKind) -> tuple[str, ...]:
    return tuple(form.text for form in forms if form.kind == kind)


def used_in(source: str, known: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose term stands in a source text."""
    words = lemmas(source, locales.SOURCE)
    return [entry for entry in known if occurs(entry.words, words)]


def faults(source: str, translation: str, language: str, known: Iterable[Entry]) -> list[TermFault]:
    """Return what is wrong with the terms of one segment.

    A forbidden form counts wherever the source uses the term; a missing one only where the term
    has an approved form.
    """
    used = used_in(source, known)
    if not used:
        return []
    words = lemmas(translation, language)
    return [fault for entry in used if (fault := _fault(entry, words, language)) is not None]


def _fault(entry: Entry, words: Lemmas, language: str) -> TermFault | None:
    for text in entry.forbidden:
        if occurs(lemmas(text, language), words):
            return TermFault(entry.term, text, entry.approved)
    if not entry.approved or any(occurs(lemmas(text, language), words) for text in entry.approved):
        return None
    return TermFault(entry.term, "", entry.approved)
