"""The table that a run ends with: what was measured, what was aimed at, met or missed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

WIDTHS: Final = (50, 9, 9, 9, 10)


@dataclass(frozen=True)
class Line:
    """A measured thing: texts of stock's and our value, of the ratio and of the target."""

    what: str
    stock: str = ""
    ours: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """``met``, ``missed`` or nothing where there is no target."""
        return {True: "met", False: "missed", None: ""}[self.met]


def at_most(what: str, value: float, limit: float, unit: str = "", stock: str = "") -> Line:
    """Return the line of a value that must not exceed ``limit``."""
    return Line(what, stock, f"{value:.4g}{unit}", "", f"≤ {limit:g}{unit}", value <= limit)


def part_of_stock(what: str, stock: float, ours: float, limit: float | None) -> Line:
    """Return the line of a processor time that must be at most a part of stock's."""
    ratio = f"1/{stock / ours:.1f}"
    target = f"≤ 1/{1 / limit:.0f}" if limit else ""
    met = ours <= stock * limit if limit else None
    return Line(what, f"{stock:.2f}", f"{ours:.2f}", ratio, target, met)


def render(lines: Sequence[Line]) -> str:
    """Return the table as text."""
    rows = [("", "stock", "ours", "ratio", "target", "")]
    rows += [(x.what, x.stock, x.ours, x.ratio, x.target, x.verdict) for x in lines]
    return "\n".join(_row(*row) for row in rows)


def _row(what: str, *cells: str) -> str:
    padded = (cell.rjust(width) for cell, width in zip(cells, WIDTHS[1:], strict=False))
    return " ".join([what.ljust(WIDTHS[0]), *padded, f" {cells[-1]}"]).rstrip()


def as_json(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the table for ``var/bench.json``."""
    return [asdict(line) for line in lines]
