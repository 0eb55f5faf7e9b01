"""Calendar days, months and days of the week in running text, in the site's languages."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, partial
from typing import Final

from babel.dates import get_month_names

from .fact import FactKind, Item
from .fact_scanner import FactScanner

_SHORT_YEAR: Final = 2  # Figures of a year without its century.
# Inflected names of months, one a number; the CLDR (Babel) adds its own and the abbreviations.
_MONTHS: Final = {
    "pl": "stycz(?:eń|nia|niu|niem) lut(?:y|ego|ym|emu) mar(?:zec|ca|cu|cem) kwie(?:cień|tnia|tniu|"
    "tniem) maj(?:a|u|em)? czerw(?:iec|ca|cu|cem) lip(?:iec|ca|cu|cem) sierp(?:ień|nia|niu|niem) "
    "wrze(?:sień|śnia|śniu|śniem) październik(?:a|u|iem|owi)? listopad(?:a|u|zie|em|owi)? "
    "grud(?:zień|nia|niu|niem)",
    "en": "january february march april may june july august september october november december",
    "ru": "январ(?:ь|я|е|ю|ём|ем) феврал(?:ь|я|е|ю|ём|ем) март(?:а|е|у|ом)? апрел(?:ь|я|е|ю|ем) "
    "ма(?:й|я|е|ю|ем) июн(?:ь|я|е|ю|ем) июл(?:ь|я|е|ю|ем) август(?:а|е|у|ом)? сентябр(?:ь|я|е|ю|ём|"
    "ем) октябр(?:ь|я|е|ю|ём|ем) ноябр(?:ь|я|е|ю|ём|ем) декабр(?:ь|я|е|ю|ём|ем)",
    "uk": "січ(?:ень|ня|ні|ню|нем) лют(?:ий|ого|ому|им) берез(?:ень|ня|ні|ню|нем) квіт(?:ень|ня|ні|"
    "ню|нем) трав(?:ень|ня|ні|ню|нем) черв(?:ень|ня|ні|ню|нем) лип(?:ень|ня|ні|ню|нем) серп(?:ень|"
    "ня|ні|ню|нем) верес(?:ень|ня|ні|ню|нем) жовт(?:ень|ня|ні|ню|нем) листопад(?:а|і|у|ом)? "
    "груд(?:ень|ня|ні|ню|нем)",
}
_WEEKDAYS: Final = {
    "pl": r"poniedział(?:ek|k\w{1,4})|pon|pn wtor(?:ek|k\w{1,4})|wt "
    r"środ(?:a|y|ę|ą|zie|om|ach|ow(?!isk)\w+)|śród|śr czwart(?:ek|k\w{1,4})|czw "
    r"piąt(?:ek|ku|ki|ków|kiem|kom|kach|kow\w+)|pt "
    r"sobot(?:a|y|ę|ą|om|ach|ni\w+)|sobocie|sobót|sob niedziel(?:a|i|ę|ą|e|om|ach|n\w+)|niedziel"
    r"|niedz|ndz",
    "en": "mondays?|mon tuesdays?|tues?|tue wednesdays?|wed thursdays?|thurs?|thu fridays?|fri "
    "saturdays?|sat sundays?|sun",
    "ru": r"понедельник\w{0,2}|пн вторник\w{0,2}|вт сред(?:а|ы|у|е|ой|ам|ах)|ср четверг\w{0,2}|чт "
    r"пятниц(?:а|ы|у|е|ей|ам|ах)?|пт суббот(?:а|ы|у|е|ой|ам|ах|н\w+)?|сб "
    r"воскресень(?:е|я|ю|ям|ем|ях)|воскресений|воскресн\w+|вс",
    "uk": r"понеділ(?:ок|к\w{1,3})|пн вівтор(?:ок|к\w{1,3})|вт серед(?:а|и|у|і|ою|ам|ах)|ср "
    r"четвер(?:г\w{1,2})?|чт п'ятниц(?:я|і|ю|ею|ям|ях|ь)|пт "
    r"субот(?:а|и|у|і|ою|ам|ах|н\w+)?|сб неділ(?:я|і|ю|ею|ям|ях|ь|ьн\w+)|нд",
}
# Read as days, never asked for: “weekend”, “working days”.
_DAY_GROUPS: Final = (
    (re.compile(r"(?<!\w)(?:weekend\w*|выходн\w+|вихідн\w+)", re.IGNORECASE), range(5, 7)),
    (re.compile(r"(?<!\w)(?:weekdays?|будн\w+)", re.IGNORECASE), range(5)),
    (re.compile(r"(?<!\w)(?:codziennie|daily|every day|ежедневно|щодня)", re.IGNORECASE), range(7)),
)
_SHORT: Final = 3
_CENTURY: Final = 2_000
_LAST_MONTH: Final = 12
_LAST_DAY: Final = 31
_ORDINAL: Final = r"(?:st|nd|rd|th|-?(?:го|е|ого|те|му|ше|ге)|\.)?(?!\w)"
_AND: Final = (
    r"(?:\s?,\s?|\s?[-–&]\s?|\s(?:i|oraz|and|и|і|й|та|do|to|till|until|по|до|or|lub|или|або|a)\s)"
)
_DAYS: Final = rf"(?P<days>\d{{1,2}}{_ORDINAL}(?:{_AND}(?:the\s)?\d{{1,2}}{_ORDINAL}){{0,9}})"
_ISO: Final = re.compile(r"(?<!\w)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMERIC: Final = re.compile(
    r"(?<![\w.,:/])(?P<days>\d{1,2}(?:\s?[-–]\s?\d{1,2})?)(?P<sign>[./])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<year>\d{4}|\d{2})(?![\d:])"
)
_ROMAN: Final = re.compile(
    r"(?<!\w)(?P<days>\d{1,2}) (?P<month>XI{0,2}|IX|IV|V?I{1,3}|V) (?P<year>\d{4})(?!\d)"
)
_ROMANS: Final = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_MONTH_YEAR: Final = re.compile(
    r"(?<![\w.,:/])(?P<month>0?[1-9]|1[0-2])[./](?P<year>(?:19|20)\d\d)(?!\d)"
)


def take_days(found: FactScanner, language: str) -> None:
    """Take dates, months and days of the week out of a text."""
    found.take(_ISO, lambda m: _dates([int(m[3])], int(m[2]), int(m[1])))
    found.take(_NUMERIC, lambda m: _dates(_figures(m["days"]), int(m["month"]), _year(m["year"])))
    found.take(
        _ROMAN,
        lambda m: _dates(_figures(m["days"]), _ROMANS.index(m["month"]) + 1, int(m["year"])),
    )
    for pattern in _written(language):
        found.take(pattern, partial(_spoken_date, language))
    found.take(_MONTH_YEAR, lambda m: _month(int(m["month"]), m["year"], m[0]), between=" ")
    if language in _MONTHS:
        found.take(_alone(language), lambda m: _lone_month(m, language), between=" ")
        found.take(_weekdays(language), lambda m: _weekday(m, language))
    for pattern, days in _DAY_GROUPS:
        found.take(pattern, partial(_group, days))


def _figures(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d{1,2}", text)]


def _year(text: str) -> int:
    return int(text) if len(text) > _SHORT_YEAR else _CENTURY + int(text)


def _dates(days: Iterable[int], month: int, year: int) -> list[Item] | None:
    days = list(days)
    if not 1 <= month <= _LAST_MONTH or not all(1 <= day <= _LAST_DAY for day in days):
        return None
    return [
        Item(FactKind.DATE, (year, month, day), f"{year:04}-{month:02}-{day:02}") for day in days
    ]


def _spoken_date(language: str, match: re.Match[str]) -> list[Item] | None:
    month = _number_of(match["month"], language)
    return _dates(_figures(match["days"]), month, int(match["year"] or 0))


@cache
def _written(language: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns for “12 marca 2026”, and in English for “March 12, 2026” too."""
    if language not in _MONTHS:
        return ()
    month = "|".join([*_MONTHS[language].split(), *_abbreviated(language)])
    year = r"(?:,?\s(?P<year>\d{4})(?!\d))?"
    patterns = [rf"(?<![\w.,:/]){_DAYS}\s(?:of\s|dnia\s)?(?P<month>{month})(?!\w)\.?{year}"]
    if language == "en":
        patterns.append(rf"(?<!\w)(?P<month>{month})(?!\w)\.?\s(?:the\s)?{_DAYS}(?![.:,]?\d){year}")
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def month_names(language: str) -> str:
    """Return a pattern for the names of months in running text."""
    return "|".join(_MONTHS[language].split())


@cache
def _abbreviated(language: str) -> list[str]:
    return [re.escape(name) for name, _number in _names(language)]


def _names(language: str) -> Iterator[tuple[str, int]]:
    """Yield the names and abbreviations of months, as they stand in dates and alone (CLDR)."""
    for locale in (language, "en_GB") if language == "en" else (language,):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    yield name.lower().rstrip("."), number


@cache
def _by_name(language: str) -> dict[str, int]:
    return dict(_names(language))


def _number_of(name: str, language: str) -> int:
    known = _by_name(language).get(name.lower().rstrip("."))
    patterns = enumerate(_MONTHS[language].split(), start=1)
    return known or next(at for at, each in patterns if re.fullmatch(each, name, re.IGNORECASE))


@cache
def _alone(language: str) -> re.Pattern[str]:
    names = "|".join(_MONTHS[language].split())
    return re.compile(
        rf"(?<!\w)(?P<month>{names})(?!\w)(?:,?\s(?P<year>\d{{4}})(?!\d))?", re.IGNORECASE
    )


def _lone_month(match: re.Match[str], language: str) -> list[Item] | None:
    """Return a month without a day; English “may” is a verb, Polish “Września” a town."""
    has_capital = match["month"][0].isupper()
    if language == "en" and not has_capital:
        return None
    is_soft = language == "pl" and has_capital and not match["year"]
    return _month(_number_of(match["month"], language), match["year"], match[0], soft=is_soft)


def _month(month: int, year: str | None, shown: str, *, soft: bool = False) -> list[Item]:
    found = [Item(FactKind.MONTH, month, shown, soft=soft)]
    if year:
        found.append(Item(FactKind.NUMBER, Decimal(year), year, Decimal(year)))
    return found


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    names = [f"(?P<d{day}>{each})" for day, each in enumerate(_WEEKDAYS[language].split(" "))]
    return re.compile(rf"(?<!\w)(?:що)?(?:{'|'.join(names)})(?!\w)\.?", re.IGNORECASE)


def _weekday(match: re.Match[str], language: str) -> list[Item] | None:
    """Return a day of the week, 0 for Monday; short English ones have a capital."""
    if language == "en" and match[0][0].islower():
        return None
    return [_day_item(int((match.lastgroup or "d0")[1:]), match[0].rstrip("."))]


def _day_item(day: int, shown: str, *, soft: bool = False) -> Item:
    return Item(FactKind.WEEKDAY, day, shown, soft=soft)


def _group(days: Iterable[int], match: re.Match[str]) -> list[Item]:
    return [_day_item(day, match[0], soft=True) for day in days]
