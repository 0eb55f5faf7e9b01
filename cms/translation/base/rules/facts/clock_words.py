"""Hours told in words become figures: “wpół do ósmej”, “half past seven”, “пів на восьму”."""

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import Final

from .fact_scanner import FactScanner
from .number_words import CARDINALS, ORDINALS

# Which minute a saying tells, counted from the hour before the one it names or after it.
_SAYINGS: Final[Mapping[str, tuple[tuple[str, int, int], ...]]] = {
    "pl": (
        (r"wpół do {hour}", -1, 30),
        (r"(?:kwadrans|15 minut) po {hour}", 0, 15),
        (r"za (?:kwadrans|15 minut) {hour}", -1, 45),
    ),
    "en": (
        (r"half[ -]past {hour}", 0, 30),
        (r"(?:a )?quarter past {hour}", 0, 15),
        (r"(?:a )?quarter to {hour}", -1, 45),
    ),
    "ru": (
        (r"половин[ае] {hour}", -1, 30),
        (r"четверть {hour}", -1, 15),
        (r"без четверти {hour}", -1, 45),
    ),
    "uk": (
        (r"пів на {hour}", -1, 30),
        (r"пів до {hour}", -1, 30),
        (r"чверть на {hour}", -1, 15),
        (r"чверть по {hour}", 0, 15),
        (r"(?:за чверть|чверть до) {hour}", -1, 45),
    ),
}
# A part of the day behind an hour: “o dziesiątej wieczorem” is 22:00.
_PARTS: Final = (
    r"(?=\s(?:(?:годин\w+|час\w*)\s(?:ранку|вечора|дня|ночі|утра|вечера|ночи)|rano|wieczorem|"
    r"po południu|w nocy|ранку|вечора|пополудні|ночі|утра|вечера|пополудни|ночи)(?!\w))"
)
_HOURS: Final = range(1, 13)


def write_clock(found: FactScanner, language: str) -> None:
    """Write hours of the clock that are told in words as “7:30”."""
    for pattern, hours, minutes in _patterns(language) if language in CARDINALS else ():
        found.reword(pattern, partial(_time, language, hours, minutes))


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], int, int], ...]:
    words = "|".join(sorted(_hours(language), key=len, reverse=True))
    hour = rf"(?P<hour>{words}|1[0-2]|[1-9])(?!\w)"
    sayings = (*_SAYINGS.get(language, ()), (rf"{{hour}}{_PARTS}", 0, 0))
    return tuple(
        (re.compile(rf"(?<!\w){saying.format(hour=hour)}", re.IGNORECASE), hours, minutes)
        for saying, hours, minutes in sayings
    )


@cache
def _hours(language: str) -> dict[str, int]:
    """Return the words for hours; Polish ones are ordinals: “dwie rano” are no hour."""
    known = ORDINALS[language] | CARDINALS[language]
    if language == "pl":
        known = {word: value for word, value in ORDINALS["pl"].items() if word.endswith("ej")}
    return {word: value for word, value in known.items() if value in _HOURS}


def _time(language: str, hours: int, minutes: int, match: re.Match[str]) -> str:
    said = match["hour"].lower()
    hour = _hours(language).get(said) or int(said)
    return f"{(hour + hours - 1) % 12 + 1}:{minutes:02}"
