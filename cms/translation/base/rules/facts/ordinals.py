"""Ordinal numbers of two words, and those that are the day of a date."""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from .days import month_names
from .fact import FactKind, Item
from .fact_scanner import FactScanner
from .number_words import CARDINALS, SOFT

_TENS: Final = (20, 30, 40, 50, 60, 70, 80, 90)
_UNITS: Final = range(1, 10)
# Words of these values that are no ordinal numbers.
_OTHERS: Final = """
    raz jednorazowo oba obie obaj obu obydwa obydwie oboje para parę dwukrotnie podwójnie podwójny
    trzykrotnie potrójnie once single both twice double pair couple triple dozen однажды обе обоих
    обеих обоим обеим дважды вдвоём пара пару двойной трижды обидва обидві обоє обох обом двічі
    подвійний тричі одноразово"""


def take_ordinals(found: FactScanner, language: str) -> None:
    """Write the day of a date as a figure, and take other ordinals of two words as one number."""
    if language not in CARDINALS:
        return
    found.reword(_before_month(language), lambda m: str(_value(m["ordinal"], language)))
    # Russian and Ukrainian count floors from the ground: the first one is their second.
    found.reword(_of_floor(language), "")
    found.take(_two_words(language), lambda m: [_soft(m[0], _value(m[0], language))])


def _soft(shown: str, value: int) -> Item:
    return Item(FactKind.NUMBER, Decimal(value), shown, Decimal(value), soft=True)


@cache
def ordinals(language: str) -> dict[str, int]:
    """Return the ordinal numbers of a language in all their forms, with their values."""
    others = frozenset(_OTHERS.split())
    return {word: value for word, value in SOFT[language].items() if word not in others}


def _value(text: str, language: str) -> int:
    tens = {word: value for word, value in CARDINALS[language].items() if value in _TENS}
    words = re.split(r"[\s-]+", text.lower())
    return sum(ordinals(language).get(word) or tens[word] for word in words)


@cache
def _pair(language: str) -> str:
    known = ordinals(language).items()
    first = [word for word, value in known if value in _TENS]
    first += [word for word, value in CARDINALS[language].items() if value in _TENS]
    second = [word for word, value in known if value in _UNITS]
    return rf"(?:{'|'.join(first)})[\s-](?:{'|'.join(second)})"


@cache
def _two_words(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_pair(language)}(?!\w)", re.IGNORECASE)


@cache
def _of_floor(language: str) -> re.Pattern[str]:
    one = "|".join(ordinals(language))
    return re.compile(rf"(?<!\w)(?:{one})(?=\spiętr\w*)", re.IGNORECASE)


@cache
def _before_month(language: str) -> re.Pattern[str]:
    one = "|".join(sorted(ordinals(language), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<ordinal>{_pair(language)}|{one})"
        rf"(?=\s(?:of\s|dnia\s)?(?:{month_names(language)})(?!\w))",
        re.IGNORECASE,
    )
