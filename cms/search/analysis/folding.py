"""Letters that people leave out or type otherwise: one spelling for all of them."""

from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

# What Unicode does not take apart into a letter and its mark.
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ґ": "г", "є": "е", "'": "", "’": "", "ʼ": "", "`": "", "ʹ": "", "′": ""}
)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return ``word`` in small letters, without marks and apostrophes: ``Łódź`` is ``lodz``."""
    parts = normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in parts if not combining(letter))
