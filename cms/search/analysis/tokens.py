"""Where the words of a text are."""

import re
from collections.abc import Collection, Iterator
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


def tokens(text: str, only: Collection[str] | None = None) -> Iterator[Token]:
    """Yield the words and numbers of a plain text in order, or those of them in ``only``."""
    for found in _WORD.finditer(text):
        word = found.group()
        if len(word) <= LONGEST and (only is None or word in only):
            yield Token(word, *found.span())


def different_words(text: str) -> set[str]:
    """Return each word of a plain text once; ten times as fast as all its tokens."""
    return {word for word in set(_WORD.findall(text)) if len(word) <= LONGEST}


def plain(html: str) -> str:
    """Return the text of HTML on one line."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()
