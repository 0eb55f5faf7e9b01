"""Finding terms in running text, in whatever form they are inflected."""

import re
import threading
from functools import cache, lru_cache
from html import unescape
from typing import Final

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

Lemmas = tuple[str, ...]

_TAG: Final = re.compile(r"<[^<>]+>")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONG: Final = 9
ENDING: Final = 3
_loading: Final = threading.Lock()


def lemmas(text: str, language: str) -> Lemmas:
    """Return the dictionary forms of the words of ``text`` (plain or HTML), in small letters."""
    words = _WORD.findall(unescape(_TAG.sub(" ", text)))
    return tuple(_lemma(word.replace("’", "'").lower(), language) for word in words)


def occurs(term: Lemmas, text: Lemmas) -> bool:
    """Tell whether the words of ``term`` stand in ``text`` one after another."""
    size = len(term)
    return size > 0 and any(
        all(map(_is_same, term, text[start : start + size]))
        for start in range(len(text) - size + 1)
    )


def _is_same(one: str, other: str) -> bool:
    """Tell whether two lemmas are one word.

    New compounds stand in no dictionary and keep their endings: long words of Slavic languages
    may differ in those.
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < LONG or one.isascii() or len(longer) - len(shorter) > ENDING:
        return False
    return longer.startswith(shorter[:-ENDING])


@lru_cache(maxsize=20_000)
def _lemma(word: str, language: str) -> str:
    return _lemmatizer().lemmatize(word, lang=language).lower()


@cache
def _lemmatizer() -> Lemmatizer:
    """Return the lemmatiser; its dictionaries are read from disk bit by bit, 60 MB in all."""
    with _loading:
        return Lemmatizer(
            lemmatization_strategy=DefaultStrategy(dictionary_factory=LOW_MEMORY_DICTIONARY_FACTORY)
        )
