"""Money, percentages, durations, hours, telephones and bare numbers in running text."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final

from .fact import FactKind, Item, number, soft_number
from .fact_scanner import FactScanner
from .units import UNIT_WORDS, UNITS, currency_pattern

_NUMBER: Final = r"(?:\d{1,3}(?: \d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,26}(?:[.,:]\d{1,6})*)"
# “100–200 zł”, “od 100 do 200 zł”: the unit stands once.
_START: Final = r"(?<![\w.,:])"
_JOINT: Final = r"\s?[-–]\s?|\s(?:do|to|до|по|i|and|и|і|lub|or|или|або|a|та)\s"
_TWO: Final = rf"(?:(?P<first>{_NUMBER})(?P<sep>{_JOINT}))?(?P<second>{_NUMBER})"
_PAIR: Final = _START + _TWO
_HALF: Final = 12
_AM_PM: Final = re.compile(
    r"(?<![\w.,:])(?:(?P<first>\d{1,2}(?:[:.]\d{2})?)(?P<sep>\s?[-–]\s?|\s(?:to|till|until|and)\s))?"
    r"(?P<second>\d{1,2}(?:[:.]\d{2})?)\s?(?P<half>[ap])\.?\s?m(?!\w)\.?",
    re.IGNORECASE,
)
_PART_OF_DAY: Final = re.compile(
    r"(?<![\w.,:])(?P<second>\d{1,2}(?:[:.]\d{2})?)(?P<unit>\s?(?:ч\.?|час\w*|год(?:ин\w*)?\.?))?\s"
    r"(?P<half>утра|ранку|вечера|вечора|ночи|ночі|дня|пополудн[иі]|rano|wieczorem|po południu|"
    r"w nocy|in the morning|in the afternoon|in the evening)(?!\w)",
    re.IGNORECASE,
)
_AFTERNOON: Final = {
    "p", "вечера", "вечора", "дня", "пополудни", "пополудні", "wieczorem", "po południu",
    "in the afternoon", "in the evening",
}  # fmt: skip
_NIGHT: Final = {"ночи", "ночі", "w nocy"}
# “Three days” in Russian and “two (tablets) in the evening” in Polish are no hours.
_NO_HOUR_BY_ITSELF: Final = {"дня", "rano", "wieczorem", "po południu", "w nocy"}
_SAID_BEFORE: Final = re.compile(
    r"(?<!\w)(?:o|od|do|po|przed|między|a|ok\.?|około|godz\.?|godzin\w+)\s$", re.IGNORECASE
)
_LATE: Final = 9
_NOONS: Final = (
    (
        re.compile(
            r"(?<!\w)(?:noon|midday|w południe|полд(?:ень|ня)|опівдні|полудн(?:я|і))(?!\w)",
            re.IGNORECASE,
        ),
        12,
    ),
    (
        re.compile(
            r"(?<!\w)(?:midnight|północ[yą]?|полноч[ьи]|полуночи|опівноч[іи]|півноч[іи])(?!\w)",
            re.IGNORECASE,
        ),
        24,
    ),
)
_ZERO_HOUR: Final = re.compile(r"(?<![\w.,:])0{1,2}:00(?![\d:])")
_WITH_GROSZE: Final = re.compile(
    r"(?<![\w.,:])(?P<whole>\d{1,6})\s?(?:zł\.?|złot\w+|zlot\w+|злот\w+|зл\.?|pln)(?:\s(?:i|and|и|і))?"
    r"\s(?P<part>\d{2})\s?(?:gr\.?|grosz\w*|грош\w*)(?!\w)",
    re.IGNORECASE,
)
_GROSZE: Final = re.compile(
    r"(?<![\w.,:])(\d{1,2})\s?(?:gr\.?|grosz\w*|грош\w*)(?!\w)", re.IGNORECASE
)
_LETTERED: Final = re.compile(r"(?<![\w.,:/])(\d{1,4})-?([a-dа-г])(?![\w])", re.IGNORECASE)
_LETTERS: Final = str.maketrans("абвгс", "abcdc")
_PERCENT: Final = re.compile(
    _PAIR + r"\s?(?:%|(?:proc\.?|procent\w*|per ?cent|процент\w*|відсотк\w+|відсотків)(?!\w))",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(
    r"(?<![\w.,:])(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?P<second>\d{2}|(?:19|20)\d\d)(?![\d.:-])"
)
_A_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")
_PHONE: Final = re.compile(r"(?<![\w.,+])(?:\+|00)?\(?\d(?:[ ()-]{0,2}\d){6,25}(?!\w)")
_POLISH: Final = 9
_ABROAD: Final = 11
_AMOUNT: Final = re.compile(r"\d{1,3}(?: \d{3})+")
_LEVEL: Final = re.compile(r"(?<!\w)(?P<letter>[ABCАВС])(?P<figure>[12])(?P<plus>\+?)(?!\w)")
_LATIN: Final = str.maketrans("АВС", "ABC")
_ROMAN: Final = re.compile(r"(?<!\w)(?=[IVX]{2,5}(?!\w))X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_PLAIN: Final = re.compile(
    rf"(?<![\w.,])\d{{1,3}}(?:[ ]\d{{3}})+(?![\d])(?:[.,]\d{{1,2}}(?!\d))?|{_NUMBER}"
)


def take_levels(found: FactScanner) -> None:
    """Take levels of language out of a text; Cyrillic letters that look the same are the same."""
    found.take(
        _LEVEL,
        lambda m: [Item(FactKind.CODE, m[0].translate(_LATIN), m[0])],
    )


def take_hours(found: FactScanner) -> None:
    """Write hours of the afternoon as in 24 hours; noon and midnight are read, not asked for."""
    found.reword(_AM_PM, _in_24_hours)
    found.reword(_PART_OF_DAY, _by_part_of_day)
    for pattern, hour in _NOONS:
        found.take(pattern, partial(_noon, hour))
    found.take(_ZERO_HOUR, lambda m: [_number(m[0], Decimal(24))])


def _noon(hour: int, match: re.Match[str]) -> list[Item]:
    return [soft_number(match[0], hour)]


def _in_24_hours(match: re.Match[str]) -> str:
    """Return “2–4 pm” as “14–16”: the first hour is of the same half where it is the smaller."""
    half = match["half"].lower()
    second = _clock(match["second"], half)
    if not match["first"]:
        return second
    same = number(_clock(match["first"], half)) < number(second)
    return _clock(match["first"], half if same else "a") + match["sep"] + second


def _clock(text: str, half: str) -> str:
    hour, _sign, minutes = text.replace(".", ":").partition(":")
    is_late = half in _AFTERNOON or (half in _NIGHT and int(hour) >= _LATE)
    shown = int(hour) % _HALF + (_HALF if is_late else 0)
    return f"{shown}:{minutes or '00'}"


def _by_part_of_day(match: re.Match[str]) -> str:
    half = match["half"].lower()
    is_said = half not in _NO_HOUR_BY_ITSELF or _SAID_BEFORE.search(
        match.string, max(0, match.start() - 20), match.start()
    )
    is_hour = match["unit"] or ":" in match["second"] or is_said
    if not is_hour or int(match["second"].replace(".", ":").partition(":")[0]) > _HALF:
        return match[0].removesuffix(match["half"]) if is_hour else match[0]
    return _clock(match["second"], half)


def take_phones(found: FactScanner) -> None:
    """Take telephone numbers, and other long rows of digits, out of a text."""
    found.take(_PHONE, _phone)


def _phone(match: re.Match[str]) -> list[Item] | None:
    """Return a telephone by its digits, Polish ones without the country; amounts are none."""
    shown = match[0].strip()
    digits = re.sub(r"\D", "", shown)
    is_abroad = shown.startswith(("+", "00"))
    is_round = digits.endswith("000000") and not digits.startswith("0")
    if len(digits) == _POLISH and not (_AMOUNT.fullmatch(shown) and is_round):
        return [Item(FactKind.PHONE, digits, digits)]
    if is_abroad or (len(digits) == _ABROAD and digits.startswith("48")):
        return [Item(FactKind.PHONE, _national(digits), digits)]
    if "(" in shown or shown.isdigit() or len(digits) <= _POLISH or _AMOUNT.fullmatch(shown):
        return None
    return [_number(digits, Decimal(digits))]


def _national(digits: str) -> str:
    digits = digits.removeprefix("00")
    is_polish = digits.startswith("48") and len(digits) == _ABROAD
    return digits[2:] if is_polish else digits


def take_amounts(found: FactScanner, language: str) -> None:
    """Take money, percentages, durations and school years out of a text."""
    found.reword(_WITH_GROSZE, r"\g<whole>,\g<part> PLN ")
    found.reword(_GROSZE, lambda m: f"0,{int(m[1]):02} PLN ")
    found.take(_money_after(), _money)
    found.take(_money_before(), _money)
    found.take(_PERCENT, lambda m: _pair(m, FactKind.PERCENT, lambda value: value))
    found.take(_YEARS, _years)
    if language in UNIT_WORDS:
        found.take(_hours_and_minutes(language), _hours_minutes)
        found.take(_durations(language), _duration)
        found.take(_bare_units(language), _bare)


@cache
def _money_after() -> re.Pattern[str]:
    return re.compile(rf"{_PAIR}\s?-?(?:{currency_pattern()})(?!\w)", re.IGNORECASE)


@cache
def _money_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{currency_pattern()})\s?{_TWO}", re.IGNORECASE)


def _money(match: re.Match[str]) -> list[Item]:
    named = match.groupdict().items()
    code = next(name for name, text in named if name.isupper() and text)
    return _pair(match, FactKind.MONEY, lambda value: (value, code), code)


def _pair(
    match: re.Match[str], kind: FactKind, key: Callable[[Decimal], Any], unit: str = "%"
) -> list[Item]:
    """Return one fact or, of a range or an “or”, two with the same unit."""
    texts = [text for text in (match["first"], match["second"]) if text]
    values = [(text, number(text)) for text in texts]
    return [Item(kind, key(value), f"{text} {unit}", value) for text, value in values]


def _years(match: re.Match[str]) -> list[Item] | None:
    """Return both years of “2026/27”; other pairs are no school year but numbers."""
    first, second = match["first"], match["second"]
    whole = second if len(second) == len(first) else first[:2] + second
    return [_number(year, Decimal(year)) for year in (first, whole)]


@cache
def _durations(language: str) -> re.Pattern[str]:
    units = "|".join(f"(?P<{name}>{words})" for name, words in UNIT_WORDS[language].items())
    return re.compile(rf"{_PAIR}[\s-]{{0,2}}(?:{units})(?!\w)", re.IGNORECASE)


def _unit_of(match: re.Match[str]) -> str:
    return next(name for name in UNITS if match.groupdict().get(name))


def _duration(match: re.Match[str]) -> list[Item] | None:
    """Return how long something lasts; “2026 roku” is a year, and one of no duration."""
    unit = _unit_of(match)
    if unit == "year" and _A_YEAR.fullmatch(match["second"]):
        return None
    kind, factor = UNITS[unit]
    word = match[unit]
    return _pair(match, FactKind.DURATION, lambda value: (kind, (value * factor).normalize()), word)


@cache
def _hours_and_minutes(language: str) -> re.Pattern[str]:
    words = UNIT_WORDS[language]
    return re.compile(
        rf"(?<![\w.,:])(?P<hours>\d{{1,3}})[\s-]?(?:{words['hour']})(?!\w),?\s(?:i\s|and\s|и\s|і\s)?"
        rf"(?P<minutes>\d{{1,2}})[\s-]?(?:{words['minute']})(?!\w)",
        re.IGNORECASE,
    )


def _hours_minutes(match: re.Match[str]) -> list[Item]:
    minutes = Decimal(int(match["hours"]) * 60 + int(match["minutes"])).normalize()
    return [Item(FactKind.DURATION, ("time", minutes), match[0], None)]


@cache
def _bare_units(language: str) -> re.Pattern[str]:
    units = "|".join(f"(?P<{name}>{words})" for name, words in UNIT_WORDS[language].items())
    return re.compile(rf"(?<!\w)(?:{units})(?!\w)", re.IGNORECASE)


def _bare(match: re.Match[str]) -> list[Item]:
    """Return a unit without a figure as one of it: “a month”."""
    kind, factor = UNITS[_unit_of(match)]
    key = (kind, Decimal(factor).normalize())
    return [Item(FactKind.DURATION, key, match[0], Decimal(1), soft=True)]


def take_numbers(found: FactScanner) -> None:
    """Take Roman and all other numbers out of a text."""
    found.take(_LETTERED, _lettered)
    found.take(_ROMAN, lambda m: [_number(m[0], Decimal(_roman(m[0])))])
    found.take(_PLAIN, lambda m: [_number(m[0], number(m[0]))] if _is_plain(m[0]) else _parts(m))


def _lettered(match: re.Match[str]) -> list[Item]:
    """Return the number of a house or paragraph with its letter: 24a is not 24."""
    name = match[1] + match[2].lower().translate(_LETTERS)
    return [Item(FactKind.NUMBER, name, name)]


def _is_plain(text: str) -> bool:
    return len(re.findall(r"[.,:]", text)) < 2 or number(text) == number(text).to_integral_value()  # noqa: PLR2004  A chapter has two signs.


def _parts(match: re.Match[str]) -> list[Item]:
    return [Item(FactKind.NUMBER, match[0], match[0])]


def _roman(text: str) -> int:
    values = ["IVX".index(sign) for sign in text]
    figures = [(1, 5, 10)[value] for value in values]
    pairs = zip(figures, [*figures[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def _number(shown: str, value: Decimal) -> Item:
    return Item(FactKind.NUMBER, value.normalize(), shown, value.normalize())
