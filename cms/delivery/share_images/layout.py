"""Break a title into lines that fill a box well."""

import re
from dataclasses import dataclass
from typing import Final

from .typefaces import Face

ELLIPSIS: Final = "…"
NO_BREAK: Final = "\u00a0"
_UNSEEN_PIXELS: Final = 4  # Lines that differ by less look the same.
# A word of one letter does not end a line, in none of our languages.
_LONELY: Final = re.compile(r"(?<![^\s\u00a0])(\w)\s+")


@dataclass(frozen=True, slots=True)
class Box:
    """Room for text in pixels, and the sizes of type to try, the largest first."""

    width: int
    height: int
    sizes: tuple[int, ...]
    line: float  # The height of a line in sizes.


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size; ``step`` is the distance of their baselines in pixels."""

    face: Face
    lines: tuple[str, ...]
    step: float


def fit(text: str, family: str, weight: int, box: Box) -> Fitted:
    """Return ``text`` in the largest size in which it fits; in the smallest it may be cut."""
    words = _LONELY.sub(rf"\1{NO_BREAK}", " ".join(text.split())).split(" ")
    for size in box.sizes:
        face = Face(family, weight, size)
        step = size * box.line
        lines = _balanced(words, face, box.width)
        fits = all(face.length(word) <= box.width for word in words)
        if fits and len(lines) * step <= box.height:
            return Fitted(face, tuple(lines), step)
    lines = wrap(_broken(words, face, box.width), face, box.width)
    return Fitted(face, tuple(_cut(lines, int(box.height / step), face, box.width)), step)


def shortened(text: str, face: Face, width: float) -> str:
    """Return ``text``, or as much of its beginning as fits, with an ellipsis."""
    if face.length(text) <= width:
        return text
    while text and face.length(text.rstrip() + ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrap(words: list[str], face: Face, width: float) -> list[str]:
    """Return lines with as many words as fit into each."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(words: list[str], face: Face, width: int) -> list[str]:
    """Return as many lines as :func:`wrap`, of lengths as equal as can be."""
    lines = wrap(words, face, width)
    low, high = width // 3, width
    while high - low > _UNSEEN_PIXELS:
        middle = (low + high) // 2
        narrow = wrap(words, face, middle)
        if len(narrow) == len(lines) and all(face.length(line) <= width for line in narrow):
            lines, high = narrow, middle
        else:
            low = middle
    return lines


def _broken(words: list[str], face: Face, width: int) -> list[str]:
    """Return ``words`` with those that are wider than a line in parts."""
    parts = []
    for word in words:
        rest = word
        while face.length(rest) > width:
            end = max(1, next(n for n in range(1, len(rest)) if face.length(rest[: n + 1]) > width))
            parts.append(rest[:end])
            rest = rest[end:]
        parts.append(rest)
    return parts


def _cut(lines: list[str], count: int, face: Face, width: int) -> list[str]:
    if len(lines) <= count:
        return lines
    last = shortened(f"{lines[count - 1]} {lines[count]}", face, width)
    return [*lines[: count - 1], last if last.endswith(ELLIPSIS) else last + ELLIPSIS]
