"""How else a typed word may have been meant: other letters, other keys."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from cms.search.analysis import keyboards, scripts
from cms.search.analysis.folding import fold

OTHER_ALPHABET: Final = 0.9
OTHER_KEYS: Final = 0.8


class Spelling(NamedTuple):
    """A word or text as it may have been meant; ``quality`` is 1 as it was typed."""

    text: str
    quality: float = 1.0


def words_meant(word: str, language: str) -> Iterator[Spelling]:
    """Yield a typed word in the alphabet of a language; Latin names stay what they are as well."""
    if language in scripts.CYRILLIC_LANGUAGES:
        yield Spelling(word)
        if scripts.is_latin(word):
            yield Spelling(scripts.in_cyrillic(fold(word), language), OTHER_ALPHABET)
    elif scripts.is_cyrillic(word):
        for heard_in in sorted(scripts.CYRILLIC_LANGUAGES):
            yield Spelling(scripts.in_latin(word, heard_in=heard_in), OTHER_ALPHABET)
    else:
        yield Spelling(word)


def texts_meant(text: str, language: str) -> Iterator[Spelling]:
    """Yield a typed text, and what its keys give on the keyboard of a language."""
    yield Spelling(text)
    if language in scripts.CYRILLIC_LANGUAGES:
        if not scripts.is_cyrillic(text):
            yield Spelling(keyboards.on_cyrillic_keys(text, language), OTHER_KEYS)
    elif scripts.is_cyrillic(text):
        yield Spelling(keyboards.on_latin_keys(text), OTHER_KEYS)
