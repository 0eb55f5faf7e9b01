"""“Did you mean”: the query as it was understood, where that differs from how it was typed."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from cms.search.analysis.folding import fold
from cms.search.analysis.scripts import is_cyrillic
from cms.search.analysis.stems import stem
from cms.search.analysis.tokens import tokens

from .readings import Clause, Reading
from .spellings import words_meant
from .vocabulary import How, Match


def correction(query: str, reading: Reading, text: str) -> str | None:
    """Return the corrected query, made only of words that stand in ``text``, the best hit's.

    So it cannot tell a word of a text that the public may not see. None where the query was
    understood as it was typed, or in other words altogether.
    """
    if reading.is_reworded:
        return None
    clauses = {clause.typed: clause for clause in reading.clauses}
    forms = {token.word.lower() for token in tokens(text)}
    parts, end = [], 0
    for token in tokens(reading.text):
        word = token.word
        if word in clauses:
            word = _corrected(clauses[word], reading.language, forms)
        parts += [reading.text[end : token.start], word]
        end = token.end
    corrected = "".join([*parts, reading.text[end:]])
    return None if fold(corrected) == fold(query) else corrected


def _corrected(clause: Clause, language: str, forms: Iterable[str]) -> str:
    """Return the form among ``forms`` that is nearest to a word, if it was typed wrong."""
    meant = [fold(spelling.text) for spelling in words_meant(clause.typed, language)]
    for match in clause.matches:
        fitting = [form for form in forms if stem(form, language) == match.word.stem]
        if fitting:
            if not _is_other(clause.typed, match):
                return clause.typed
            return min(fitting, key=lambda form: (_distance(form, meant), form))
    return clause.typed


def _distance(form: str, meant: Iterable[str]) -> int:
    return min(OSA.distance(fold(form), spelling) for spelling in meant)


def _is_other(typed: str, match: Match) -> bool:
    """Tell whether a match is another word than the typed one, or in another alphabet."""
    return match.how is How.MISSPELT or is_cyrillic(typed) != is_cyrillic(match.word.stem)
