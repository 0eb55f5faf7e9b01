"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Kind = Literal["same", "removed", "added"]

# A tag, a run of spaces, a word (with hyphens and apostrophes inside), or a single sign.
_TOKEN: Final = re.compile(r"<[^<>]*>|\s+|\w+(?:[’'-]\w+)*|[^\w\s]")

# Comparing takes the product of both lengths; above this only where a change begins and ends is
# told, so that a text without an end keeps nobody waiting.
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class DiffToken:
    """A run of text that is in both texts, or only in the old or in the new one."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[DiffToken]:
    """Return pieces that make up ``new`` without the removed ones, and ``old`` without the added.

    What was removed stands before what was added in its place. Empty for two empty texts.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST:
        return _one_change(before, after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        removed, added = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        pieces += _pieces(tag, removed, added)
    return list(_joined(pieces))


def _one_change(before: list[str], after: list[str]) -> list[DiffToken]:
    """Return what both begin and end with, and what stands between as one change."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    parts: tuple[tuple[Kind, list[str]], ...] = (
        ("same", before[:start]),
        ("removed", old),
        ("added", new),
        ("same", before[len(before) - end :]),
    )
    return [DiffToken(kind, "".join(tokens)) for kind, tokens in parts if tokens]


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many tokens both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _pieces(tag: str, removed: str, added: str) -> Iterator[DiffToken]:
    if tag == "equal" or (removed.isspace() and removed == added):
        yield DiffToken("same", added)
        return
    if removed:
        yield DiffToken("removed", removed)
    if added:
        yield DiffToken("added", added)


def _joined(pieces: list[DiffToken]) -> Iterator[DiffToken]:
    """Join “old” and “word” that only an unchanged space separates: they read as one change."""
    index = 0
    while index < len(pieces):
        run = pieces[index : _end_of_change(pieces, index)]
        if len(run) > 1:
            yield from _as_one(run)
        else:
            yield pieces[index]
        index += max(len(run), 1)


def _end_of_change(pieces: list[DiffToken], start: int) -> int:
    """Return where a run of changes with nothing but spaces between them ends."""
    end = last_change = start
    while end < len(pieces):
        piece = pieces[end]
        if piece.kind != "same":
            last_change = end + 1
        elif not piece.text.isspace() or end == start:
            break
        end += 1
    return last_change


def _as_one(run: list[DiffToken]) -> Iterator[DiffToken]:
    kinds: tuple[tuple[Kind, Kind], ...] = (("removed", "added"), ("added", "removed"))
    for kind, left_out in kinds:
        text = "".join(piece.text for piece in run if piece.kind != left_out)
        if text:
            yield DiffToken(kind, text)
