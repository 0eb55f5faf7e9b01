"""Ordinal numbers of two words, and those that are the day of a date."""

import re
from functools import cache
from typing import Final

from .days import month_names
from .fact import soft_number
from .fact_scanner import FactScanner
from .number_words import CARDINALS, ORDINALS

_TENS: Final = (20, 30, 40, 50, 60, 70, 80, 90)
_UNITS: Final = range(1, 10)


def take_ordinals(found: FactScanner, language: str) -> None:
    """Write the day of a date as a figure, and take other ordinals of two words as one number."""
    if language not in CARDINALS:
        return
    found.reword(_before_month(language), lambda m: str(_value(m["ordinal"], language)))
    # Russian and Ukrainian count floors from the ground: the first one is their second.
    found.reword(_of_floor(language), "")
    found.take(_two_words(language), lambda m: [soft_number(m[0], _value(m[0], language))])


def _value(text: str, language: str) -> int:
    tens = {word: value for word, value in CARDINALS[language].items() if value in _TENS}
    words = re.split(r"[\s-]+", text.lower())
    return sum(ORDINALS[language].get(word) or tens[word] for word in words)


@cache
def _pair(language: str) -> str:
    known = ORDINALS[language].items()
    first = [word for word, value in known if value in _TENS]
    first += [word for word, value in CARDINALS[language].items() if value in _TENS]
    second = [word for word, value in known if value in _UNITS]
    return rf"(?:{'|'.join(first)})[\s-](?:{'|'.join(second)})"


@cache
def _two_words(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_pair(language)}(?!\w)", re.IGNORECASE)


@cache
def _of_floor(language: str) -> re.Pattern[str]:
    one = "|".join(ORDINALS[language])
    return re.compile(rf"(?<!\w)(?:{one})(?=\spiętr\w*)", re.IGNORECASE)


@cache
def _before_month(language: str) -> re.Pattern[str]:
    one = "|".join(sorted(ORDINALS[language], key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<ordinal>{_pair(language)}|{one})"
        rf"(?=\s(?:of\s|dnia\s)?(?:{month_names(language)})(?!\w))",
        re.IGNORECASE,
    )
