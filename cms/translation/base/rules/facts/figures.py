"""Numbers written as words become figures, so that everything else reads figures only."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from .clock_words import write_clock
from .fact import soft_number
from .fact_scanner import FactScanner
from .number_words import CARDINALS, MULTIPLIERS, SOFT
from .ordinals import take_ordinals
from .units import PREFIXES, SAYINGS, UNIT_WORDS

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_JOINT: Final = re.compile(r"\s{0,3}-?\s{0,3}")
_HUNDRED: Final = 100
_THOUSAND: Final = 1_000


def write_figures(found: FactScanner, language: str) -> None:
    """Write number words as figures; words that may mean a number become soft facts."""
    write_clock(found, language)
    for pattern, text in SAYINGS.get(language, ()):
        found.reword(pattern, text)
    if language not in CARDINALS:
        return
    take_ordinals(found, language)
    found.reword(_multiplied(language), lambda match: _product(match, language))
    found.reword(_joined(language), lambda match: _apart(match, language))
    found.text = "".join(_with_figures(found, language))


@cache
def _multiplied(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(MULTIPLIERS[language], key=len, reverse=True))
    figure = r"(?<![\w.,])(?P<figure>\d{1,3}(?: \d{3}){1,3}|\d{1,9}(?:[.,]\d{1,3})?)"
    return re.compile(rf"{figure}\s?(?P<word>{words})(?!\w)\.?", re.IGNORECASE)


def _product(match: re.Match[str], language: str) -> str:
    figure = match["figure"].replace(",", ".").replace(" ", "")
    return f"{Decimal(figure) * MULTIPLIERS[language][match['word'].lower()]:f}"


@cache
def _joined(language: str) -> re.Pattern[str]:
    rows, units = PREFIXES[language]
    words = "|".join(word for row in rows.split(";") for word in row.split()[1:])
    return re.compile(rf"(?<!\w)(?P<number>{words or '$^'})(?={units})", re.IGNORECASE)


def _apart(match: re.Match[str], language: str) -> str:
    rows = (row.split() for row in PREFIXES[language][0].split(";"))
    values = {word: value for value, *words in rows for word in words}
    return f"{values[match['number'].lower()]}-"


def _with_figures(found: FactScanner, language: str) -> Iterator[str]:
    """Yield the text with runs of number words written as figures."""
    text, at = found.text, 0
    for run in _runs(text, language):
        yield text[at : run[0].start()]
        at = run[-1].end()
        soft = SOFT[language].get(run[0][0].lower())
        yield (
            _figures(run, found, language)
            if soft is None
            else found.note(soft_number(run[0][0], soft))
        )
    yield text[at:]


def _runs(text: str, language: str) -> Iterator[list[re.Match[str]]]:
    """Yield words that mean a number, those that stand together as one run."""
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        is_cardinal = _is_cardinal(match[0], language)
        if run and is_cardinal and _goes_on(run[-1], text[run[-1].end() : match.start()]):
            run.append(match)
            continue
        if run and (is_cardinal or match[0].lower() != "and"):
            yield run
            run = []
        if is_cardinal:
            run = [match]
        elif match[0].lower() in SOFT[language]:
            yield [match]
    yield from [run] if run else []


def _goes_on(before: re.Match[str], between: str) -> bool:
    """Tell whether the next word is part of the same number: “one hundred and five”."""
    is_round = before[0].lower() in {"hundred", "thousand", "million"}
    return _JOINT.fullmatch(between) is not None or (is_round and between.strip() == "and")


def _is_cardinal(word: str, language: str) -> bool:
    low = word.lower()
    return low in CARDINALS[language] or low in MULTIPLIERS[language]


def _figures(run: list[re.Match[str]], found: FactScanner, language: str) -> str:
    """Return the numbers of a run; “two three” are two numbers, “twenty-five” is one.

    A lone one is soft unless it counts something: “one of them”, “one month”.
    """
    if all(word[0].lower() not in CARDINALS[language] for word in run):
        return found.text[run[0].start() : run[-1].end()]
    values = list(_values([word[0].lower() for word in run], language))
    rest = found.text[run[-1].end() : run[-1].end() + 40]
    if values == [1] and not _counts(language).match(rest):
        return found.note(soft_number(run[0][0], 1))
    return " ".join(map(str, values))


@cache
def _counts(language: str) -> re.Pattern[str]:
    units = "|".join(UNIT_WORDS[language].values())
    return re.compile(rf"[\s-]?(?:{units})(?!\w)", re.IGNORECASE)


def _values(words: list[str], language: str) -> Iterator[int]:
    """Yield the numbers that a run of words says, by the places of their digits."""
    total = part = 0
    last = 10**10
    for word in words:
        value = CARDINALS[language].get(word) or MULTIPLIERS[language][word]
        if word in MULTIPLIERS[language] and value >= _HUNDRED and part:
            if value == _HUNDRED:
                part, last = part * value, value
            else:
                total, part, last = total + part * value, 0, value
            continue
        if value >= last or (part % 10 and value < _HUNDRED):
            yield total + part
            total, part = 0, 0
        part, last = part + value, value
        if value >= _THOUSAND:
            total, part = total + part, 0
    yield total + part
