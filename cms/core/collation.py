"""The order of words as a reader of Polish, Ukrainian, Russian or English expects it."""

from typing import Final
from unicodedata import combining, normalize

# Letters that Unicode does not take apart, as the letter they follow and a mark.
_TAKEN_APART: Final = str.maketrans(
    {"ł": "l\u0335", "ґ": "г\u0335", "є": "е\u0335", "і": "и\u0301"}
)
# Marks sort after every letter, so that "ł" comes after "lz" and before "m".
_AFTER_LETTERS: Final = 0xE000


def sort_key(word: str) -> str:
    """Return a key by which words sort alphabetically, capitals like small letters."""
    parts = normalize("NFD", word.casefold()).translate(_TAKEN_APART)
    return "".join(chr(_AFTER_LETTERS + ord(c)) if combining(c) else c for c in parts)
