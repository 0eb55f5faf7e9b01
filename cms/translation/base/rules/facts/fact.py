"""What a fact is, for those who show it and for those who compare it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final


class FactKind(StrEnum):
    """Kinds of facts, in the order in which they are taken out of a text."""

    URL = "url"
    EMAIL = "email"
    LAW = "law"
    CODE = "code"
    DATE = "date"
    MONTH = "month"
    WEEKDAY = "weekday"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    PHONE = "phone"
    NUMBER = "number"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as it is shown; ``value`` reads as in the text, dates as ISO 8601."""

    kind: FactKind
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """A fact found in a text.

    ``key`` is equal for equal values, ``raw`` the bare number without its unit. What is ``soft``
    (“both”, “the first”, “a month”) satisfies a source that writes a figure and is not asked for.
    """

    kind: FactKind
    key: Any
    shown: str
    raw: Decimal | None = None
    soft: bool = False

    @property
    def fact(self) -> Fact:
        """The fact as it is shown."""
        return Fact(self.kind, self.shown)


def soft_number(shown: str, value: int) -> Item:
    """Return a number that a text may mean by ``shown`` and that nobody asks for."""
    return Item(FactKind.NUMBER, Decimal(value), shown, Decimal(value), soft=True)


def number(text: str) -> Decimal:
    """Return the value of a number whatever its language's signs.

    1.234,50 and 1,234.50 are one number, 21.40 and 21:40 one hour, 9:00 and 9 as well. Groups of
    three after one to three digits are thousands.
    """
    plain = text.replace(" ", "")
    head, sign, tail = plain.rpartition("." if plain.rfind(".") > plain.rfind(",") else ",")
    if ":" in plain:
        return _decimal(plain.replace(":", "."))
    groups = plain.replace(",", ".").split(".")
    is_grouped = len(groups) > 1 and 0 < len(groups[0]) <= _GROUP
    if is_grouped and all(len(group) == _GROUP for group in groups[1:]) and groups[0] != "0":
        return _decimal("".join(groups))
    if sign and head:
        return _decimal(head.replace(".", "").replace(",", "") + "." + tail)
    return _decimal(plain)


_GROUP: Final = 3


def _decimal(text: str) -> Decimal:
    return Decimal(text.strip(".,") or 0).normalize()
