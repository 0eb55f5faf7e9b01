"""How much a word says about a document: where it stands in it, and how often."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cms.search.analysis.folding import fold
from cms.search.analysis.stems import stem
from cms.search.analysis.stop_words import stop_words
from cms.search.analysis.tokens import tokens

FULL: Final = 1000
# A word of the title, of a heading; of the text, however often it stands there, less than 0.5.
_TITLE: Final = 0.75
_ONLY_WORD: Final = 0.15  # More for a title that says nothing else.
_HEADING: Final = 0.55
_BODY: Final = 0.45
_BESIDES: Final = 0.2  # Of its weight in the text, for a word of the title.
# Saturation and length, as k1 and b of BM25; texts have some sixty words.
_K1: Final = 0.6
_B: Final = 0.6
_USUAL_LENGTH: Final = 60


def weigh(title: str, headings: str, text: str, language: str) -> dict[str, int]:
    """Return the stems of a document with their weights, from 1 to ``FULL``."""
    in_title, in_headings, in_text = (
        list(_stems(part, language)) for part in (title, headings, text)
    )
    weights = _by_frequency(in_text)
    for found in in_headings:
        weights[found] = max(weights.get(found, 0), _HEADING)
    share = _ONLY_WORD / max(len(in_title), 1)
    for found in set(in_title):
        weights[found] = weights.get(found, 0) * _BESIDES + _TITLE + share
    return {found: max(1, round(weight * FULL)) for found, weight in weights.items()}


def words_of(text: str, language: str) -> list[str]:
    """Return the words of a text or a query, without those that say nothing; all if all do."""
    every = [token.word for token in tokens(text)]
    idle = stop_words(language)
    return [word for word in every if fold(word) not in idle] or every


def _stems(text: str, language: str) -> Iterator[str]:
    idle = stop_words(language)
    for token in tokens(text):
        if fold(token.word) not in idle:
            yield stem(token.word, language)


def _by_frequency(stems: list[str]) -> dict[str, float]:
    room = _K1 * (1 - _B + _B * len(stems) / _USUAL_LENGTH)
    return {found: _BODY * times / (times + room) for found, times in Counter(stems).items()}
