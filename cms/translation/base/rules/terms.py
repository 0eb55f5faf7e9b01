"""Finding terms in running text, in whatever form they are inflected."""

import threading
from functools import cache, lru_cache
from html import unescape
from typing import Final

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from cms.translation.base.rules.patterns import TAG, WORD

from .declension import are_forms_of_one


class Lemma(str):
    """A dictionary form; ``word`` is what stands in the text, in small letters."""

    word: str
    language: str

    def __new__(cls, form: str, word: str = "", language: str = "") -> "Lemma":
        """Return the form with the word that it is of."""
        made = super().__new__(cls, form)
        made.word, made.language = word or form, language
        return made


Lemmas = tuple[str, ...]

# A shorter stem than this says too little about words that a dictionary tells apart.
_SURE: Final = 5
_loading: Final = threading.Lock()


def lemmas(text: str, language: str) -> Lemmas:
    """Return the dictionary forms of the words of ``text`` (plain or HTML), in small letters."""
    words = WORD.findall(unescape(TAG.sub(" ", text)))
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

    A dictionary may lack a word, or take its form for one of another: then the forms themselves
    are compared by their endings, in Slavic languages.
    """
    if one == other:
        return True
    if one[:3] != other[:3] or not isinstance(one, Lemma) or not isinstance(other, Lemma):
        return False
    return one.language == other.language and _are_forms(one, other)


def _are_forms(one: Lemma, other: Lemma) -> bool:
    is_sure = min(len(one.word), len(other.word)) > _SURE
    if not is_sure and is_known(one.word, one.language) and is_known(other.word, one.language):
        return False
    return are_forms_of_one(one.word, other.word, one.language)


@lru_cache(maxsize=20_000)
def is_known(word: str, language: str) -> bool:
    """Tell whether a word in small letters, in whatever form, stands in the dictionary."""
    lookup = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)
    return lookup.get_lemma(word, language) is not None


@lru_cache(maxsize=20_000)
def _lemma(word: str, language: str) -> Lemma:
    return Lemma(_lemmatizer().lemmatize(word, lang=language).lower(), word, language)


@cache
def _lemmatizer() -> Lemmatizer:
    """Return the lemmatiser; its dictionaries are read from disk bit by bit, 60 MB in all."""
    with _loading:
        return Lemmatizer(
            lemmatization_strategy=DefaultStrategy(dictionary_factory=LOW_MEMORY_DICTIONARY_FACTORY)
        )
