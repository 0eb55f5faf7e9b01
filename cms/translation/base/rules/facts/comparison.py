"""All facts of a text, and which of them a translation does not have."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Final

from cms.core.contacts import WRITTEN_ADDRESS

from .days import take_days
from .fact import Fact, FactKind, Item
from .fact_lookup import FactLookup
from .fact_scanner import MARK, FactScanner
from .figures import write_figures
from .laws import take_laws
from .quantities import take_amounts, take_hours, take_levels, take_numbers, take_phones

_URL: Final = re.compile(r"https?://[^\s<>\"'«»„”]+", re.IGNORECASE)
_TO: Final = (
    rf"(?P<one>{MARK})\s{{0,3}}(?:[-–]|(?:do|to|till|until|through|по|до)(?!\w))\s{{0,3}}"
    rf"(?:(?:godz\.?|godziny|the|o)\s)?(?P<two>{MARK})"
)
_RANGE: Final = re.compile(f"(?={_TO})", re.IGNORECASE)
_WEEK: Final = 7
_COUNTED: Final = frozenset({FactKind.NUMBER, FactKind.DURATION})
# In a longer text other words for a number are likelier than another number: “in her eighth month”.
_FEW_SENTENCES: Final = 240
# “The other one”, or a friend's.
_NOT_COMPARED: Final = re.compile(r"drug\w+|друг\w+", re.IGNORECASE)


_Read = tuple[tuple[Item, ...], frozenset[tuple[Item, Item]]]


@lru_cache(maxsize=2_000)
def _read(text: str, language: str) -> _Read:
    """Return the facts of a text in order, and the pairs that are ranges."""
    found = FactScanner(text)
    found.take(_URL, lambda m: [_address(FactKind.URL, m[0])])
    found.take(WRITTEN_ADDRESS, lambda m: [_address(FactKind.EMAIL, m[0])])
    write_figures(found, language)
    take_laws(found)
    take_levels(found)
    take_hours(found)
    take_days(found, language)
    take_amounts(found, language)
    take_phones(found)
    take_numbers(found)
    pairs = ((found.item(m["one"]), found.item(m["two"])) for m in _RANGE.finditer(found.text))
    return tuple(found.items()), frozenset(pairs)


def _address(kind: FactKind, text: str) -> Item:
    plain = text.rstrip(".,;:!?)").lower().rstrip("/")
    return Item(kind, plain, plain)


def facts(text: str, language: str) -> Counter[Fact]:
    """Return the facts in ``text`` (plain or HTML) with how often each stands there."""
    return Counter(item.fact for item in _read(text, language)[0] if not item.soft)


def missing_facts(source: str, translation: str, source_language: str, language: str) -> list[Fact]:
    """Return the source's facts that the translation does not have, in order of their kinds.

    A fact that the source repeats must be there once. Days of the week must be the same ones; a
    range must not be turned round.
    """
    ours, theirs = _read(source, source_language), _read(translation, language)
    present = FactLookup(theirs[0])
    lost = [item for item in ours[0] if not item.soft and not present.has(item)]
    turned = _turned(ours[1], theirs[1])
    found = [*(item.fact for item in lost), *_other_days(ours, theirs), *turned]
    if len(source) <= _FEW_SENTENCES:
        found += [item.fact for item in _said_otherwise(ours[0], theirs[0])]
    kinds = list(FactKind)
    return sorted(dict.fromkeys(found), key=lambda fact: kinds.index(fact.kind))


def _said_otherwise(ours: Iterable[Item], theirs: Iterable[Item]) -> Iterator[Item]:
    """Yield soft facts of the source instead of which the translation says another value.

    “At noon” need not be said with a figure; but where the translation has no noon and a number
    that the source has not, one was taken for the other. So with “in a week” and “two weeks”.
    """
    known, said = FactLookup(ours), FactLookup(theirs)
    added = [item for item in theirs if item.kind in _COUNTED and not known.has(item)]
    for item in ours:
        is_asked = item.soft and item.kind in _COUNTED and not _NOT_COMPARED.fullmatch(item.shown)
        if is_asked and not said.has(item) and any(map(partial(_is_instead, item), added)):
            yield item


def _is_instead(item: Item, other: Item) -> bool:
    """Tell whether ``other`` may be what a translation says for ``item``; “a year” is no value."""
    is_value = item.kind is FactKind.NUMBER or not other.soft
    return item.kind is other.kind and is_value


def _days(read: _Read, *, soft: bool) -> set[int]:
    """Return the days of the week that a text names, those within its ranges too."""
    items, ranges = read
    week = (item for item in items if item.kind is FactKind.WEEKDAY)
    found = {item.key for item in week if soft or not item.soft}
    for one, two in ranges:
        if one.kind is two.kind is FactKind.WEEKDAY:
            length = (two.key - one.key) % _WEEK
            found |= {(one.key + step) % _WEEK for step in range(length + 1)}
    return found


def _other_days(source: _Read, translation: _Read) -> Iterator[Fact]:
    """Yield the source's days of the week if the translation has fewer, or others."""
    asked = _days(source, soft=False)
    if not asked:
        return
    is_lost = asked - _days(translation, soft=True)
    is_added = _days(translation, soft=False) - _days(source, soft=True)
    if is_lost or is_added:
        week = (item for item in source[0] if item.kind is FactKind.WEEKDAY and not item.soft)
        yield from (item.fact for item in week if is_added or item.key in is_lost)


def _turned(
    ranges: Iterable[tuple[Item, Item]], theirs: Iterable[tuple[Item, Item]]
) -> Iterator[Fact]:
    """Yield the ranges that the translation turns round."""
    there = {(_end(one), _end(two)) for one, two in theirs}
    for one, two in ranges:
        ends = _end(one), _end(two)
        if ends[0] != ends[1] and ends not in there and ends[::-1] in there:
            yield Fact(FactKind.RANGE, f"{one.shown}–{two.shown}")


def _end(item: Item) -> Hashable:
    if item.kind is FactKind.DATE:
        found: Hashable = item.key[1:]
        return found
    return item.raw if item.raw is not None else item.key
