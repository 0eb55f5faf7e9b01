"""What in a text looks like somebody's personal data: a warning, never a refusal.

PESEL: number, date and check digit by the Act on population registration of 24 September 2010 and
its regulation. Names: a given name in any case, followed by a word with a capital letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from cms.core.contacts import WRITTEN_ADDRESS

from .given_names import STEMS, WHOLE

Kind = Literal["pesel", "phone", "email", "name"]
_DIGITS: Final = re.compile(r"(?<![\w-])\d(?:[ -]?\d){10}(?![\w-])")
_PHONE: Final = re.compile(r"(?<![\w/-])(?:\+|00)?\d(?:[ ()-]{0,2}\d){8,13}(?![\w/-])")
# The second word is only looked at: it may be a given name itself, before a surname.
_NAME: Final = re.compile(r"\b([^\W\d_]{3,})(?=\s+([^\W\d_]{2,}(?:-[^\W\d_]{2,})?))")
_WEIGHTS: Final = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_PESEL_DIGITS: Final = 11
_PHONE_DIGITS: Final = 9
_MONTHS: Final = frozenset(
    month + century for century in (0, 20, 40, 60, 80) for month in range(1, 13)
)
_LAST_DAY: Final = 31
_ENDING: Final = 3  # The longest ending of a case: Oleks-iem, Софі-єю.
# A school or a street is named after somebody: that is nobody's data.
_NAMED_AFTER: Final = re.compile(
    r"(?:\bim|\bimienia|\bul|\bulic[ayię]|\bal|\bos|\bpl|\bśw|\bсв|\bвул|\bул|\bім|\bим|\bімені|\bимени)"
    r"\.?\s+(?:\w+\.?\s+)?$",
    re.IGNORECASE,
)
_BEFORE: Final = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like personal data, as it stands in the text."""

    kind: Kind
    excerpt: str


def findings(text: str) -> list[Finding]:
    """Return what looks like personal data in ``text``, in order of its kinds, each once."""
    return list(dict.fromkeys([*_pesels(text), *_emails(text), *_phones(text), *_names(text)]))


def is_pesel(digits: str) -> bool:
    """Tell whether eleven digits are a PESEL number: date and check digit are right."""
    if len(digits) != _PESEL_DIGITS or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    has_date = int(digits[2:4]) in _MONTHS and 1 <= int(digits[4:6]) <= _LAST_DAY
    return has_date and not sum(map(int.__mul__, numbers, _WEIGHTS)) % 10


def _pesels(text: str) -> Iterator[Finding]:
    for found in _DIGITS.finditer(text):
        if is_pesel(re.sub(r"\D", "", found.group())):
            yield Finding("pesel", found.group())


def _emails(text: str) -> Iterator[Finding]:
    for found in WRITTEN_ADDRESS.finditer(text):
        yield Finding("email", found.group())


def _phones(text: str) -> Iterator[Finding]:
    """Find numbers of nine digits, or more after a plus; a PESEL is told of as such."""
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        is_abroad = found.group().startswith(("+", "00"))
        if not is_pesel(digits) and (is_abroad or len(digits) == _PHONE_DIGITS):
            yield Finding("phone", found.group())


def _names(text: str) -> Iterator[Finding]:
    for found in _NAME.finditer(text):
        given, surname = found.groups()
        if not (given[0].isupper() and surname[0].isupper() and _is_given(given)):
            continue
        if not _NAMED_AFTER.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            yield Finding("name", f"{given} {surname}")


def _is_given(word: str) -> bool:
    """Tell whether a word is a given name in one of its cases: its stem and a short ending."""
    low = word.casefold()
    stems = (low[:length] for length in range(len(low) - _ENDING, len(low) + 1))
    return low in WHOLE or any(stem in STEMS for stem in stems)
