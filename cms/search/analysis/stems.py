"""The stem of a word: what its forms have in common, folded.

Snowball's stemmers for Polish, English and Russian. There is none for Ukrainian: the dictionary
form of simplemma, or the word itself if it stands in no dictionary, without its ending.
"""

from functools import cache, lru_cache
from typing import Final, Protocol

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY
from snowballstemmer import stemmer

from .folding import fold

SNOWBALL: Final = {"pl": "polish", "en": "english", "ru": "russian"}
SHORTEST_STEM: Final = 3
_ENDINGS: Final = sorted(
    [
        "а",
        "я",
        "у",
        "ю",
        "і",
        "ї",
        "е",
        "є",
        "о",
        "и",
        "й",
        "ь",
        "ою",
        "ею",
        "єю",
        "ом",
        "ем",
        "єм",
        "ові",
        "еві",
        "єві",
        "ам",
        "ям",
        "ами",
        "ями",
        "ах",
        "ях",
        "ів",
        "їв",
        "ей",
        "ий",
        "ій",
        "ого",
        "ього",
        "ому",
        "ьому",
        "им",
        "ім",
        "ої",
        "ьої",
        "ьою",
        "их",
        "іх",
        "ими",
        "іми",
        "ть",
        "ти",
        "ться",
        "тися",
        "ння",
        "нню",
        "нням",
        "ення",
        "енню",
        "ості",
        "істю",
        "ість",
        "ськ",
        "ський",
        "ського",
        "ському",
        "ська",
        "ської",
        "ську",
        "ське",
        "ські",
        "ських",
        "ськими",
    ],
    key=len,
    reverse=True,
)


class _Stemmer(Protocol):
    """What we use of Snowball's classes."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802  Snowball's name.


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the folded stem of one word of a language; of an unknown language, the folded word."""
    small = word.casefold().replace("’", "'").replace("ʼ", "'").replace("ё", "е")
    if language in SNOWBALL:
        return fold(_snowball(language).stemWord(small))
    return fold(_ukrainian(small)) if language == "uk" else fold(small)


def _ukrainian(word: str) -> str:
    return _without_ending(_lemmatizer().lemmatize(word, lang="uk").casefold())


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@cache
def _snowball(language: str) -> _Stemmer:
    found: _Stemmer = stemmer(SNOWBALL[language])
    return found


@cache
def _lemmatizer() -> Lemmatizer:
    """Return the lemmatiser; its dictionary is read from disk bit by bit."""
    return Lemmatizer(
        lemmatization_strategy=DefaultStrategy(dictionary_factory=LOW_MEMORY_DICTIONARY_FACTORY)
    )
