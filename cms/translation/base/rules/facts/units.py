"""Words of time and money in each language; currencies by the Unicode CLDR (Babel)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel.numbers import get_currency_name, get_currency_symbol

# Class and factor: a week is seven days, a year twelve months; a month is no number of days.
UNITS: Final = {
    "workday": ("workday", 1),
    "minute": ("time", 1),
    "hour": ("time", 60),
    "day": ("time", 1_440),
    "week": ("time", 10_080),
    "month": ("month", 1),
    "year": ("month", 12),
}
# Whole words, as regular expressions: nouns in all cases and the adjectives made of a number.
UNIT_WORDS: Final = {
    "pl": {
        "workday": r"dni(?:a|ach|ami|om)?\s(?:robocz|powszedni|pracując)\w*|dzień\srobocz\w*",
        "minute": r"minut(?:a|y|ę|ach|om|ami)?|min\.?|minutow\w*",
        "hour": r"godzin(?:a|y|ę|ie|ach|om|ami|ą)?|godz\.?|h|godzinn\w*",
        "day": r"dni(?:a|ach|ami|om|u|em|owy\w*|owe\w*|owi|owa|ową)?|dzień|dob(?:a|y|ę|ie)|dób",
        "week": r"ty(?:dzień|godni(?:a|e|u|em|ach|om|ami)?|godniow\w*)",
        "month": r"miesi(?:ąc|ąca|ące|ęcy|ącu|ącem|ącach|ącom|ącami|ęczn\w*)|mies\.?",
        "year": r"rok(?:u|iem)?|lat(?:a|ach|om|ami|ek|k\w{1,4})?|letni\w*|roczn\w*",
    },
    "en": {
        "workday": r"(?:working|business|work|week)[\s-]?days?",
        "minute": r"minutes?|mins?\.?",
        "hour": r"hours?|hrs?\.?|h",
        "day": r"(?:calendar\s)?days?",
        "week": r"weeks?",
        "month": r"(?:calendar\s)?months?",
        "year": r"years?(?:-olds?)?|yrs?\.?",
    },
    "ru": {
        "workday": r"рабоч\w*\s(?:дн\w*|день)",
        "minute": r"минут(?:а|ы|у|ах|ам|ами|н\w*)?|мин\.?",
        "hour": r"час(?:а|ов|у|ы|ах|ам|ами|ов\w+)?|ч\.?",
        "day": r"(?:календарн\w*\s)?(?:дн(?:я|ей|ям|ях|ями|ю|и|евн\w*)|день|сут(?:ки|ок|кам|ками))",
        "week": r"недел(?:я|и|ю|ь|е|ей|ям|ях|ями|ьн\w*)",
        "month": r"месяц(?:а|ев|у|ы|ам|ах|ами)?|месячн\w*|мес\.?",
        "year": r"год(?:а|у|ы|ам|ах|ом|ичн\w*|овал\w*)?|лет|летн\w*|летам|лет(?:ами|ах)|годов",
    },
    "uk": {
        "workday": r"робоч\w*\s(?:дн\w*|день)",
        "minute": r"хвилин(?:а|и|у|ах|ам|ами|н\w*)?|хв\.?",
        "hour": r"годин(?:а|и|у|і|ах|ам|ами|н\w*)?|год\.?",
        "day": r"(?:календарн\w*\s)?(?:дн(?:і|я|ів|ям|ях|ями|ю)|день|денн\w*|доб(?:а|и|у|і)|діб)",
        "week": r"тиж(?:день|ня|ні|нів|ню|ням|нях|нями|нев\w*)",
        "month": r"місяц(?:ь|я|і|ів|ю|ям|ях|ями)|місячн\w*|міс\.?",
        "year": r"р(?:ік|оку|оки|оків|окам|оках|оками|оці)|річн\w*|літ",
    },
}
# Numbers joined to what they count in one word: “dwudniowy”, “трёхдневный”, “п'ятирічний”.
PREFIXES: Final = {
    "pl": (
        (
            "1 jedno;2 dwu;3 trzy trój;4 cztero;5 pięcio;6 sześcio;7 siedmio;8 ośmio;"
            "9 dziewięcio;10 dziesięcio;12 dwunasto;14 czternasto;20 dwudziesto;30 trzydziesto"
        ),
        r"dniow|tygodniow|miesięczn|letni|lat(?:ek|k)|godzinn|minutow|krotn|osobow",
    ),
    "ru": (
        (
            "1 одно;2 двух;3 трёх трех;4 четырёх четырех;5 пяти;6 шести;7 семи;8 восьми;"
            "9 девяти;10 десяти;12 двенадцати;14 четырнадцати;20 двадцати;30 тридцати"
        ),
        r"дневн|недельн|месячн|летн|часов|минутн|кратн|местн",
    ),
    "uk": (
        (
            "1 одно;2 дво;3 три трьох;4 чотири чотирьох;5 п'яти;6 шести;7 семи;8 восьми;"
            "9 дев'яти;10 десяти;12 дванадцяти;14 чотирнадцяти;20 двадцяти;30 тридцяти"
        ),
        r"денн|тижнев|місячн|річн|годинн|хвилинн|кратн|місн",
    ),
    "en": ("", "-"),
}
# Halves and quarters as figures; “w dwie strony” (mutually) counts nothing.
_SAYINGS: Final = {
    "pl": (
        (r"(?<!\w)w dwie strony(?!\w)", "wzajemnie"),
        (r"(?<!\w)półtor(?:a|ej|u|agodzinn\w*)(?!\w)", "1,5"),
        (r"(?<!\w)pół\s(?=godz|rok|dni|mies|tyg)", "0,5 "),
        (r"(?<!\w)półgodzinn\w*", "0,5 godziny"),
        (r"(?<!\w)półroczn\w*", "0,5 roku"),
        (r"(?<!\w)kwadrans(?:a|em|ie)?(?!\w)", "15 minut"),
    ),
    "en": (
        (r"\ban? (hour|day|week|month|year) and a half\b", r"1.5 \1"),
        (r"\b(?:one|an?) and a half\b", "1.5"),
        (r"\bhalf[\s-]an?[\s-]hour|\bhalf[\s-]hour", "0.5 hour"),
        (r"\bhalf[\s-]a[\s-]year|\bhalf[\s-]year", "0.5 year"),
        (r"\bhalf a day|\bhalf[\s-]day", "0.5 day"),
        (r"\ba fortnight\b|\bfortnight\b", "2 weeks"),
        (r"\b(?:a )?quarter of an hour\b", "15 minutes"),
    ),
    "ru": (
        (r"(?<!\w)(?:полчаса|получас\w*)", "0,5 часа"),
        (r"(?<!\w)(?:полгода|полугод\w*)", "0,5 года"),
        (r"(?<!\w)(?:полтора|полторы|полутора)(?!\w)", "1,5"),
        (r"(?<!\w)четверт(?:ь|и) часа", "15 минут"),
    ),
    "uk": (
        (r"(?<!\w)пів\s?годин\w*", "0,5 години"),
        (r"(?<!\w)пів\s?рок\w*|(?<!\w)піврічн\w*", "0,5 року"),
        (r"(?<!\w)(?:півтора|півтори)(?!\w)", "1,5"),
        (r"(?<!\w)чверт(?:ь|і) години", "15 хвилин"),
    ),
}
SAYINGS: Final = {
    code: tuple((re.compile(pattern, re.IGNORECASE), text) for pattern, text in rows)
    for code, rows in _SAYINGS.items()
}
_CURRENCIES: Final = ("PLN", "EUR", "USD", "UAH", "RUB", "GBP", "CHF", "CZK", "BYN")
# Forms that the CLDR has not: inflected ones, and what people write.
_SPOKEN: Final = {
    "PLN": r"zł\.?|złot\w+|zlot(?:y|ys|ies)|злот\w+|зл\.?",
    "EUR": r"euro|euros?|евро|євро|€",
    "USD": r"dolar(?:y|ów|a|ach|ami)?|dollars?|доллар\w*|долар\w*|\$",
    "UAH": r"hrywn\w*|hryvnias?|гривн\w*|гривен\w*|гривень|грн\.?|₴",
    "RUB": r"rubl\w*|rubles?|рубл\w*|руб\.?|₽",
    "GBP": r"funt(?:y|ów|a|ach|ami)?|pounds?(?:\ssterling)?|фунт\w*|£",
    "CHF": r"frank\w*|francs?|франк\w*",
    "CZK": r"kč",
    "BYN": r"$^",
}


@cache
def currency_pattern() -> str:
    """Return a pattern for money words of all languages, one named group a currency."""
    return "|".join(f"(?P<{code}>{_names(code)})" for code in _CURRENCIES)


def _names(code: str) -> str:
    found = sorted(set(_known(code)), key=len, reverse=True)
    return "|".join([*map(re.escape, found), _SPOKEN[code]])


def _known(code: str) -> Iterator[str]:
    yield code
    for language in ("pl", "en", "ru", "uk"):
        yield get_currency_name(code, locale=language)
        symbol = get_currency_symbol(code, locale=language)
        yield from [symbol] if len(symbol) > 1 else []
