"""Words written in the other alphabet: Latin for Cyrillic, and the other way round.

People without a Cyrillic keyboard write by ear, in the manner of Polish or of English; the longest
group of letters wins. What comes out is near the word, and the search for misspelt words does the
rest. After the usual tables of transliteration, simplified to letters that people type.
"""

import re
from typing import Final

CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
LATIN: Final = re.compile(r"[a-zà-ž]", re.IGNORECASE)

_TO_CYRILLIC: Final = {
    "shch": "щ", "szcz": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "cz": "ч", "sh": "ш",
    "sz": "ш", "ts": "ц", "rz": "ж", "ya": "я", "ja": "я", "ia": "я", "yu": "ю", "ju": "ю",
    "iu": "ю", "yo": "йо", "jo": "йо", "ye": "є", "je": "є", "ie": "є", "yi": "ї", "ji": "ї",
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "г", "i": "і",
    "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "и", "z": "з",
}  # fmt: skip
# Where Russian has another letter for the same sound.
_RUSSIAN: Final = {
    "i": "и", "y": "ы", "ye": "е", "je": "е", "ie": "ие", "ia": "ия", "yi": "ы", "ji": "и",
    "yo": "е", "jo": "е", "h": "х",
}  # fmt: skip
_TO_LATIN: Final = {
    "а": "a", "б": "b", "в": "w", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "io",
    "ж": "z", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "j", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "ch",
    "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_OF_RUSSIAN: Final = {"г": "g", "и": "i"}
_GROUPS: Final = re.compile("|".join(sorted(_TO_CYRILLIC, key=len, reverse=True)))
CYRILLIC_LANGUAGES: Final = frozenset({"ru", "uk"})


def is_cyrillic(word: str) -> bool:
    """Tell whether a word has Cyrillic letters."""
    return CYRILLIC.search(word) is not None


def is_latin(word: str) -> bool:
    """Tell whether a word has Latin letters."""
    return LATIN.search(word) is not None


def in_cyrillic(word: str, language: str) -> str:
    """Return a folded Latin word in the alphabet of Russian or Ukrainian."""
    letters = _TO_CYRILLIC | _RUSSIAN if language == "ru" else _TO_CYRILLIC
    return _GROUPS.sub(lambda found: letters[found.group()], word)


def in_latin(word: str, *, heard_in: str = "uk") -> str:
    """Return a Cyrillic word in Latin letters, as Poles would write what they hear."""
    letters = _TO_LATIN | _OF_RUSSIAN if heard_in == "ru" else _TO_LATIN
    return "".join(letters.get(letter, letter) for letter in word.casefold())
