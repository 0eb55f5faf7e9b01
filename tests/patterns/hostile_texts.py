"""Texts that make a careless regular expression slow, made from the expression itself."""

import re
from collections.abc import Iterator
from re import _constants as op
from re import _parser as parser
from typing import Any, Final

SIZE: Final = 50_000
MANY: Final = 60  # A repetition that may be longer than this is pumped.
_LETTERS: Final = "a1 .-@<('\"\u00a0\nаЁ;&,:/+=\x00«„Z"
_ENDS: Final = ("", "\x01")
_ALWAYS: Final = (
    "a",
    "1",
    " ",
    "\u00a0",
    "&nbsp;",
    "<",
    "<a",
    ".",
    "a.",
    "a@",
    "1 ",
    "-",
    "\n",
    "(",
)


def hostile_texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield texts of ``SIZE`` characters that repeat what its loops and beginnings eat."""
    units = {("", unit) for unit in _ALWAYS} | set(
        _pumps(parser.parse(pattern.pattern, pattern.flags), "")
    )
    for before, unit in sorted(units):
        for whole in {(before, unit), ("", before + unit)}:
            body = whole[1] * (SIZE // max(len(whole[1]), 1))
            yield from (whole[0] + body + end for end in _ENDS)


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield (what stands before, what is repeated) of each loop."""
    for kind, argument in tree:
        for inner in _inner(kind, argument):
            yield from _pumps(inner, before)
        if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT} and argument[1] > MANY:
            yield before, _sample(argument[2]) or "a"
        before += _sample([(kind, argument)])


def _inner(kind: Any, argument: Any) -> list[Any]:
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return [argument[2]]
    if kind == op.SUBPATTERN:
        return [argument[3]]
    return list(argument[1]) if kind == op.BRANCH else []


def _sample(tree: Any) -> str:
    """Return a short text that a part of a pattern matches, lookarounds aside."""
    return "".join(_one(kind, argument) for kind, argument in tree)


def _one(kind: Any, argument: Any) -> str:
    if kind == op.LITERAL:
        return chr(argument)
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return _sample(argument[2]) * max(argument[0], 1 if argument[1] > MANY else 0)
    if kind == op.SUBPATTERN:
        return _sample(argument[3])
    if kind == op.BRANCH:
        return _sample(argument[1][0])
    if kind == op.IN:
        return next(
            (letter for letter in [*_LETTERS, *_literals(argument)] if _is_in(argument, letter)), ""
        )
    return "a" if kind in {op.ANY, op.NOT_LITERAL} else ""


def _literals(items: Any) -> list[str]:
    return [
        chr(value if kind == op.LITERAL else value[0])
        for kind, value in items
        if kind in {op.LITERAL, op.RANGE}
    ]


_CATEGORIES: Final = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


def _is_in(items: Any, letter: str) -> bool:
    is_negated = items[0][0] == op.NEGATE
    return is_negated != any(_takes(kind, value, letter) for kind, value in items)


def _takes(kind: Any, value: Any, letter: str) -> bool:
    if kind == op.LITERAL:
        return value == ord(letter)
    if kind == op.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return kind == op.CATEGORY and re.match(_CATEGORIES[value], letter) is not None
