"""Where the words of a text are."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_TAG: Final = re.compile(r"</?[a-z][^<>]*>")
_SPACE: Final = re.compile(r"\s+")
LONGEST: Final = 40  # Letters; what is longer is an address or no word.


class Token(NamedTuple):
    """A word as it stands in a text, between two offsets."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and numbers of a plain text, in order."""
    for found in _WORD.finditer(text):
        if found.end() - found.start() <= LONGEST:
            yield Token(found.group(), found.start(), found.end())


def plain(html: str) -> str:
    """Return the text of HTML on one line."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()
