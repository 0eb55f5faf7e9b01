"""A text from which facts are taken one kind after another."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Final

from cms.translation.base.rules.patterns import TAG

from .fact import Item

# Each fact leaves one character of a private plane in its place, so that what stands between two
# facts can still be read.
_FIRST: Final = 0xF0000
_MOST: Final = 0xFFFD
MARK: Final = "[\U000f0000-\U000ffffd]"
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SIGNS: Final = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'", "`": "'", "‑": "-"}
    | dict.fromkeys("–—−‒", "–")
    | {"\u00ad": None, "\u200b": None}
)
Make = Callable[[re.Match[str]], Iterable[Item] | None]


class FactScanner:
    """A text (plain or HTML), and the facts that were taken out of it in the order of reading."""

    def __init__(self, text: str) -> None:
        plain = unescape(TAG.sub(" ", text))
        self.text = re.sub(r"\s", " ", _PRIVATE.sub("", plain).translate(_SIGNS))
        self._items: list[Item] = []

    def take(self, pattern: re.Pattern[str], make: Make, between: str = "–") -> None:
        """Replace what ``pattern`` finds by the facts that ``make`` tells; None leaves it there."""

        def replace(match: re.Match[str]) -> str:
            made = make(match)
            if made is None or len(self._items) >= _MOST:
                return match[0]
            return f" {between.join(self._note(item) for item in made)} "

        self.text = pattern.sub(replace, self.text)

    def reword(self, pattern: re.Pattern[str], make: str | Callable[[re.Match[str]], str]) -> None:
        """Write differently what ``pattern`` finds: “half an hour” as “0.5 hour”."""
        self.text = pattern.sub(make, self.text)

    def note(self, item: Item) -> str:
        """Note a fact; return the character that stands for it."""
        return self._note(item)

    def _note(self, item: Item) -> str:
        if len(self._items) >= _MOST:
            return " "
        self._items.append(item)
        return chr(_FIRST + len(self._items) - 1)

    def items(self) -> Iterator[Item]:
        """Yield the facts in the order of reading."""
        return (self.item(found[0]) for found in re.finditer(MARK, self.text))

    def item(self, mark: str) -> Item:
        """Return the fact that a character stands for."""
        return self._items[ord(mark) - _FIRST]
