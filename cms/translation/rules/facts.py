"""Facts that must be the same in every language: what a reader acts on.

A number, a day, an address or an article of law that stands in the source and not in the
translation is the error that hurts readers most and that a tired reviewer sees least.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Final

from .dates import take_days


class FactKind(StrEnum):
    """Kinds of facts, in the order in which they are taken out of a text."""

    URL = "url"
    EMAIL = "email"
    LAW = "law"
    DATE = "date"
    PHONE = "phone"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by a value that is the same however a language writes it."""

    kind: FactKind
    value: str


_TAG: Final = re.compile(r"<[^<>]+>")
_URL: Final = re.compile(r"https?://[^\s<>\"'«»„”]+[^\s<>\"'«»„”.,;:!?)]", re.IGNORECASE)
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE: Final = re.compile(r"(?<![\w.,])\+?\d(?:[ \u00a0()-]?\d){6,14}(?![\w])")
_GROUPED: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER: Final = re.compile(r"(?<![\w])\d+(?:[.,:]\d+)*(?![\w])|\d+(?:[.,]\d+)?")
_THOUSANDS: Final = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<sign>[.,])\d{3})+)(?:(?!(?P=sign))[.,](?P<part>\d{1,2}))?"
)
# “art. 5”, “Article 5”, “статья 5”, “ст. 5”, “Dz.U. … poz. 5”, “§ 5”.
_LAW: Final = re.compile(
    r"(?P<what>\bart(?:\.|icles?|ykuł\w*)|\bst(?:\.|at\w*)|\bст(?:\.|ат\w*)|§|\bpoz\.|"
    r"\bitem|\bпоз\.)[\s\u00a0]*(?P<number>\d+[a-z]{0,2})\b",
    re.IGNORECASE,
)
# One to ten are often written out; the beginnings of the words are enough to know them.
_SMALL: Final = {
    "pl": "jed dw trz czter pię sześ sied os dzie dzies",
    "en": "one tw three four five six seven eight nine ten",
    "ru": "од дв тр четыр пят шест сем вос девят десят",
    "uk": "од дв тр чотир п'ят шіст сім вісім дев'ят десят",
}


def facts(text: str, language: str) -> Counter[Fact]:
    """Return the facts in ``text`` (plain or HTML) with how often each stands there."""
    return Counter(_facts(unescape(_TAG.sub(" ", text)), language))


def missing_facts(source: str, translation: str, source_language: str, language: str) -> list[Fact]:
    """Return the source's facts that the translation does not have, in order of their kinds.

    A fact that the source repeats must be there once. A number from one to ten may be a word.
    """
    wanted, present = facts(source, source_language), facts(translation, language)
    return [
        fact
        for fact in wanted
        if fact not in present and not _is_written_out(fact, translation, language)
    ]


def _facts(text: str, language: str) -> Iterator[Fact]:
    for kind, pattern in ((FactKind.URL, _URL), (FactKind.EMAIL, _EMAIL)):
        yield from (Fact(kind, found.lower().rstrip("/")) for found in pattern.findall(text))
        text = pattern.sub(" ", text)
    yield from (Fact(FactKind.LAW, match["number"].lower()) for match in _LAW.finditer(text))
    text = _LAW.sub(" ", text)
    days, text = take_days(text, language)
    yield from (Fact(FactKind.DATE, f"{y:04}-{m:02}-{d:02}") for y, m, d in sorted(days))
    text = _AM_PM.sub(_in_24_hours, text)
    text = _PHONE.sub(lambda match: _keep_unless_phone(match[0]), text)
    yield from _phones_and_numbers(text)


_MARK: Final = "\x00"
_NOON: Final = 12
_AM_PM: Final = re.compile(
    r"\b(?P<hour>\d{1,2})(?P<minutes>[.:]\d{2})?[\s\u00a0]?(?P<half>[ap])\.?m\b", re.IGNORECASE
)


def _keep_unless_phone(found: str) -> str:
    """Mark what is a phone number; “1 000 000” is none, groups of three have no plus."""
    digits = re.sub(r"\D", "", found)
    is_amount = re.fullmatch(r"\d{1,3}(?:[ \u00a0]\d{3})+", found) and len(digits) != _POLISH_DIGITS
    return found if is_amount else f" {_MARK}{digits}{_MARK} "


_POLISH_DIGITS: Final = 9


def _phones_and_numbers(text: str) -> Iterator[Fact]:
    parts = text.split(_MARK)
    yield from (Fact(FactKind.PHONE, digits) for digits in parts[1::2])
    rest = _GROUPED.sub("", " ".join(parts[::2]))
    yield from (Fact(FactKind.NUMBER, _plain(found)) for found in _NUMBER.findall(rest))


def _plain(number: str) -> str:
    """Return a number without the signs in which languages differ.

    1.234,50 and 1,234.50 are one number, 21.40 and 21:40 one hour, 9:00 and 9 as well.
    """
    if grouped := _THOUSANDS.fullmatch(number):
        whole = re.sub(r"\D", "", grouped["whole"])
        number = f"{whole}.{grouped['part'] or '00'}"
    return re.sub(r"[.,:]", ".", number).removesuffix(".00")


def _in_24_hours(match: re.Match[str]) -> str:
    """Return an English hour of the afternoon as other languages count it."""
    hour = int(match["hour"]) % _NOON + (_NOON if match["half"].lower() == "p" else 0)
    return f"{hour}{match['minutes'] or ''}"


def _is_written_out(fact: Fact, translation: str, language: str) -> bool:
    if fact.kind is not FactKind.NUMBER or not fact.value.isdigit():
        return False
    stems = _SMALL.get(language, "").split()
    place = int(fact.value) - 1
    return 0 <= place < len(stems) and bool(
        re.search(rf"\b{stems[place]}", translation, re.IGNORECASE)
    )
