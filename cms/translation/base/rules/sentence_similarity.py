"""Whether two sentences are so nearly the same that a translation of one may stand for both.

A comma, a blank, capitals, or a slip of the pen within a longer word: what stood there is in no
dictionary, what stands there now is. Whatever may turn a meaning (another word, one more or less, a
name, a number, a negation, a question, a link) is no such change.
"""

import re
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from cms.translation.base.rules.patterns import BRACKETS
from cms.translation.base.rules.terms import is_known

# Numbers with what stands inside them, such as 8–16, 12:30 or 10,50; otherwise words.
_WORD: Final = re.compile(r"\d[\d.,:/–-]*\d|\w+")
SHORT: Final = 4  # Below, a letter makes another word: “za”, “na”.
LONG: Final = 8
NEGATIONS: Final = ("nie", "bez")


def is_nearly_the_same(old: str, new: str, language: str) -> bool:
    """Tell whether ``new`` differs from ``old`` by no more than a slip of the pen."""
    if old == new or BRACKETS.findall(old) != BRACKETS.findall(new):
        return False
    if old.count("?") != new.count("?"):
        return False
    before, after = _words(old), _words(new)
    if len(before) != len(after):
        return False
    return bool(before) and all(
        _is_same_word(one, other, language) for one, other in zip(before, after, strict=True)
    )


def _words(text: str) -> list[str]:
    found: list[str] = _WORD.findall(BRACKETS.sub(" ", text).casefold())
    return found


def _is_same_word(old: str, new: str, language: str) -> bool:
    if old == new:
        return True
    shorter = min(len(old), len(new))
    if shorter < SHORT or any(sign.isdigit() for sign in old + new):
        return False
    if any(old.startswith(each) != new.startswith(each) for each in NEGATIONS):
        return False
    if is_known(old, language) or not is_known(new, language):
        return False
    slips = 1 if shorter < LONG else 2
    return DamerauLevenshtein.distance(old, new, score_cutoff=slips) <= slips
