"""Texts in UTF-16 whose first bytes do not say so, told from other files by what they would say."""

import codecs
from typing import Final

_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE: Final = 4_000
_LEAST: Final = 4  # Bytes: two letters.
# Of letters, digits and marks of what is written here, beside blanks, so many in a hundred.
_SURE: Final = 90


def utf16_of(content: bytes) -> str:
    """Return ``utf-16``, ``utf-16-le`` or ``utf-16-be`` for a text in it; empty for anything else.

    Without a mark it is the order of bytes in which nearly all is Latin or Cyrillic writing and
    blanks, and that only of what has zero bytes: no text in another encoding has any.
    """
    if content.startswith(_MARKS):
        return "utf-16"
    sample = content[:_SAMPLE]
    if len(content) % 2 or len(sample) < _LEAST or b"\0" not in sample:
        return ""
    shares = {name: _share_written(sample, name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _SURE else ""


def _share_written(sample: bytes, encoding: str) -> int:
    """Return how many in a hundred characters are of the scripts that people write here."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0
    return 100 * sum(map(_is_written, text)) // len(text)


def _is_written(sign: str) -> bool:
    is_letter = "\x20" <= sign <= "\u024f" or "\u0400" <= sign <= "\u052f"
    return is_letter or "\u2010" <= sign <= "\u203a" or sign in "\t\r\n\ufeff"
