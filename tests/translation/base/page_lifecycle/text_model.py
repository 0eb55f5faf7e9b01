"""What is known of every text, independently of the product: each is written once, by a number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Places = dict[tuple[str, int, int], str]  # (field or "cell", row, column) → text.


@dataclass
class Written:
    """What is known of a translated text: which Polish text it is for, by whom, who read it."""

    polish: str
    author: int
    readers: set[int] = field(default_factory=set)


@dataclass
class Ledger:
    """All texts that anybody ever wrote in the other language, and the minor edits that stand."""

    texts: dict[str, Written] = field(default_factory=dict)
    minor: set[tuple[str, str]] = field(default_factory=set)

    def write(self, text: str, polish: str, author: int) -> None:
        self.texts[text] = Written(polish, author)

    def read(self, texts: Iterable[str], reader: int) -> None:
        """Note a reader; a word of the source that they let stand was written for nothing."""
        for text in texts:
            self.texts.setdefault(text, Written("", 0)).readers.add(reader)

    def stands_for(self, text: str) -> set[str]:
        """Return what a translated text says in Polish, by its writer or by a minor edit since."""
        found = {self.texts[text].polish} if text in self.texts else set()
        for _step in range(len(self.minor)):
            found |= {new for old, new in self.minor if old in found}
        return found

    def is_read(self, text: str) -> bool:
        """Tell whether somebody else than its author has read a text."""
        found = self.texts.get(text)
        return found is not None and bool(found.readers - {found.author})


def said(page: Any) -> Places:
    """Return the texts of a page by their places, cells that are not empty among them."""
    grid = page.body[0].value["table"]["data"] if page.body else []
    cells = {
        ("cell", row, column): text
        for row, line in enumerate(grid)
        for column, text in enumerate(line)
        if text
    }
    return {("title", 0, 0): page.title, ("lead", 0, 0): page.lead, **cells}
