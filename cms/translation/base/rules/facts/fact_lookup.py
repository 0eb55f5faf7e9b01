"""What a translation says, to be asked whether a fact of the source is there."""

from collections.abc import Iterable
from decimal import Decimal

from .fact import FactKind, Item


class FactLookup:
    """The facts of one text; asking costs the same however many there are."""

    def __init__(self, items: Iterable[Item]) -> None:
        items = list(items)
        dates = {item.key for item in items if item.kind is FactKind.DATE}
        self._keys = {(item.kind, item.key) for item in items}
        self._figures = {item.raw for item in items if item.kind is FactKind.NUMBER} - {None}
        # What a bare number of the source may have become: a percentage is something else.
        self._raws = {item.raw for item in items if item.kind is not FactKind.PERCENT}
        self._days = {date[1:] for date in dates}
        self._years = {date[0] for date in dates} | self._figures
        self._in_dates = {Decimal(part) for year, _month, day in dates for part in (year, day)}
        self._short_dates = {_short(month, day) for month, day in self._days}
        self._months = {date[1] for date in dates}
        self._currencies = {item.key[1] for item in items if item.kind is FactKind.MONEY}

    def has(self, item: Item) -> bool:
        """Tell whether a fact is there, perhaps written otherwise.

        Units may go unsaid where they are plain; days of the week are compared as a whole.
        """
        return (item.kind, item.key) in self._keys or self._has_otherwise(item)

    def _has_otherwise(self, item: Item) -> bool:
        match item.kind:
            case FactKind.NUMBER:
                return self._has_number(item.raw)
            case FactKind.DURATION:
                return item.raw in self._figures
            case FactKind.MONEY:  # The currency may be said once for several amounts.
                return item.key[1] in self._currencies and item.raw in self._figures
            case FactKind.DATE:
                return self._has_day(*item.key)
            case FactKind.MONTH:
                return item.key in self._months
            case _:
                return item.kind is FactKind.WEEKDAY

    def _has_number(self, raw: Decimal | None) -> bool:
        if raw is None:
            return False
        return raw in self._raws or raw in self._in_dates or raw in self._short_dates

    def _has_day(self, year: int, month: int, day: int) -> bool:
        """Tell whether a day is there; a year may be added, or stand once for several days."""
        if year and year not in self._years:
            return False
        without_year = (FactKind.DATE, (0, month, day)) in self._keys
        is_day = without_year if year else (month, day) in self._days
        return is_day or _short(month, day) in self._figures


def _short(month: int, day: int) -> Decimal:
    """Return “15.09” as the number that it looks like."""
    return day + Decimal(month) / 100
