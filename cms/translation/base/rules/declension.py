"""Whether two words are forms of one, for those that stand in no dictionary.

A noun and the adjective made of it are two words: both forms must have endings of one class.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SHORTEST: Final = 3
_NOUNS: Final = {
    "pl": "a e i o u y ą ę ie ia ii iu ią ię io em iem om iom ów ami iami ach iach owi owie",
    "ru": "а я у ю ы и е о ь ой ей ою ею ом ем ём ам ям ами ями ах ях ов ев ёв ью",
    "uk": "а я у ю і ї е є о и ь ою ею єю ом ем єм ові еві єві ам ям ами ями ах ях ів їв ей",
}
_ADJECTIVES: Final = {
    "pl": "y i a e ą ego iego ej iej emu iemu ym im ych ich ymi imi",
    "ru": "ый ий ой ая яя ое ее ого его ому ему ым им ом ем ую юю ей ые ие ых их ыми ими",
    "uk": "ий ій а я е є ого ього ому ьому им ім ої ьої у ю ою ьою і их іх ими іми",
}
# The last consonant changes before some endings: “asystentka, asystentce”.
_SOFTENED: Final = {
    "pl": ("e", (("ce", "k"), ("dze", "g"))),
    "uk": ("і", (("ці", "к"), ("зі", "г"), ("сі", "х"))),
}
_MARKED: Final = (("ń", "ni"), ("ś", "si"), ("ć", "ci"), ("ź", "zi"))
CLASSES: Final = {
    code: (frozenset(["", *nouns.split()]), frozenset(_ADJECTIVES[code].split()))
    for code, nouns in _NOUNS.items()
}


@lru_cache(maxsize=50_000)
def are_forms_of_one(one: str, other: str, language: str) -> bool:
    """Tell whether two words have a stem in common and endings of one class after it."""
    if language not in CLASSES or one[:SHORTEST] != other[:SHORTEST]:
        return False
    return any(
        set(_stems(one, endings, language)) & set(_stems(other, endings, language))
        for endings in CLASSES[language]
    )


def _stems(word: str, endings: frozenset[str], language: str) -> Iterator[str]:
    """Yield what may be the stem of a word with one of the endings."""
    for size in range(5):
        stem, ending = word[: len(word) - size], word[len(word) - size :]
        if ending in endings and len(stem) >= SHORTEST:
            yield from _written(stem)
    _end, changes = _SOFTENED.get(language, ("", ()))
    for soft, hard in changes:
        if word.endswith(soft) and len(word) - len(soft) >= SHORTEST and _end in endings:
            yield word.removesuffix(soft) + hard


def _written(stem: str) -> Iterator[str]:
    """Yield a stem, and one that ends softly as it is written before a vowel."""
    yield stem
    for end, before_vowel in _MARKED:
        if stem.endswith(end):
            yield stem.removesuffix(end) + before_vowel
