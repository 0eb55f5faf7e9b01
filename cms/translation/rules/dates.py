"""Calendar days in running text, in any of the site's languages."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel.dates import get_month_names

Day = tuple[int, int, int]
"""Year, month and day; the year is 0 where the text leaves it out."""

_NUMERIC: Final = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def take_days(text: str, language: str) -> tuple[frozenset[Day], str]:
    """Return the days that ``text`` names, and the text without them."""
    found: set[Day] = set()

    def note(day: Day) -> str:
        found.add(day)
        return " "

    text = _ISO.sub(lambda m: note((int(m[1]), int(m[2]), int(m[3]))), text)
    text = _NUMERIC.sub(lambda m: note((int(m[3]), int(m[2]), int(m[1]))), text)
    for pattern in _written(language):
        text = pattern.sub(lambda m: note(_day(m, language)), text)
    return frozenset(found), text


def _day(match: re.Match[str], language: str) -> Day:
    month = _months(language)[match["month"].lower()]
    return int(match["year"] or 0), month, int(match["day"])


@cache
def _written(language: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns for “12 marca 2026”, and in English for “March 12, 2026” too."""
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
    space = r"[\s\u00a0]+"
    patterns = [rf"\b{day}{space}(?P<month>{months})\b(?:{space}{year}\b)?"]
    if language == "en":
        patterns.append(rf"\b(?P<month>{months}){space}{day}\b(?:,{space}{year}\b)?")
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _months(language: str) -> dict[str, int]:
    return dict(_names(language))


def _names(language: str) -> Iterator[tuple[str, int]]:
    """Yield the names of months as they stand in dates and alone (Unicode CLDR)."""
    for context in ("format", "stand-alone"):
        for number, name in get_month_names("wide", context, language).items():
            yield name.lower(), number
