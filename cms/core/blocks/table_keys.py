"""Identities of a table's rows and columns: a row inserted at the top makes no other row new.

The editor's widget knows cells only by their places. So a form sends what the table was before, and
the rows and columns of the new one take the keys of those that they are most like.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from secrets import token_hex
from typing import Any, Final

ROWS: Final = "row_keys"
COLUMNS: Final = "column_keys"
ALIKE: Final = 0.5  # Half of the cells are the same.
LIMIT: Final = 40_000  # Pairs of lines that are compared; beyond, lines keep their places.
_Line = tuple[str, ...]
_Pairs = dict[int, int]  # Index of a new line → that of the old one that it is.


def keys_of(value: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the keys of a table's rows and columns; of one that has none, their numbers."""
    grid = value.get("data") or []
    return _keys(value.get(ROWS), len(grid)), _keys(value.get(COLUMNS), _width(grid))


def _keys(stored: object, count: int) -> list[str]:
    keys = [str(key) for key in stored] if isinstance(stored, list) else []
    return keys if len(keys) == len(set(keys)) == count else [str(at) for at in range(count)]


def _width(grid: Sequence[Sequence[Any]]) -> int:
    return max((len(row) for row in grid), default=0)


def with_keys(value: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """Return a table with the keys of its rows and columns, kept from what it was before."""
    if not before or not before.get("data"):
        return value
    old, new = _cells(before), _cells(value)
    row_keys, column_keys = keys_of(before)
    rows = _same(old, new)
    pairs = sorted(rows.items())
    columns = _same(
        [tuple(old[was][at] for _now, was in pairs) for at in range(_width(old))],
        [tuple(new[now][at] for now, _was in pairs) for at in range(_width(new))],
    )
    return {
        **value,
        ROWS: _carried(row_keys, rows, len(new)),
        COLUMNS: _carried(column_keys, columns, _width(new)),
    }


def _carried(keys: list[str], pairs: _Pairs, count: int) -> list[str]:
    return [keys[pairs[at]] if at in pairs else token_hex(4) for at in range(count)]


def _cells(value: dict[str, Any]) -> list[_Line]:
    """Return the rows as texts, all of one length."""
    grid = value.get("data") or []
    width = _width(grid)
    return [tuple(str(cell or "") for cell in [*row, *[""] * (width - len(row))]) for row in grid]


def _same(old: list[_Line], new: list[_Line]) -> _Pairs:
    """Return which new line is which old one: unchanged, changed in its place, or moved."""
    if len(old) * len(new) > LIMIT:
        return {at: at for at in range(min(len(old), len(new)))}
    pairs: _Pairs = {}
    for tag, was, was_end, now, now_end in SequenceMatcher(None, old, new, False).get_opcodes():
        olds, news = range(was, was_end), range(now, now_end)
        if len(olds) == len(news):
            pairs |= dict(zip(news, olds, strict=True))
        elif tag == "replace":
            pairs |= dict(_most_alike(old, new, olds, news))
    return pairs | _moved(old, new, pairs)


def _most_alike(
    old: list[_Line], new: list[_Line], olds: range, news: range
) -> Iterator[tuple[int, int]]:
    """Yield (new, old) in order, so that as many cells as possible stay."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    nothing: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
    for was in reversed(olds):
        for now in reversed(news):
            alike = _likeness(old[was], new[now])
            score, path = best.get((was + 1, now + 1), nothing)
            taken = (score + alike, ((now, was), *path)) if alike >= ALIKE else nothing
            rest = (best.get((was + 1, now), nothing), best.get((was, now + 1), nothing))
            best[was, now] = max(taken, *rest, key=lambda found: found[0])
    yield from best.get((olds.start, news.start), nothing)[1]


def _likeness(old: _Line, new: _Line) -> float:
    """Return which part of the cells is the same, wherever it stands, from 0 to 1."""
    common = (Counter(old) & Counter(new)).total()
    return common / max(1, min(len(old), len(new)))


def _moved(old: list[_Line], new: list[_Line], pairs: _Pairs) -> _Pairs:
    left = {line: at for at, line in enumerate(old) if at not in set(pairs.values()) and any(line)}
    return {at: left.pop(line) for at, line in enumerate(new) if at not in pairs and line in left}
