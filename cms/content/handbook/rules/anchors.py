"""Anchors of the glossary: ASCII, and as readable as the term."""

from collections.abc import Collection
from itertools import count
from typing import Final

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

MAX_LENGTH: Final = 80
# Keeps the glossary's anchors apart from those that headings make of their words.
_PREFIX: Final = "term-"
_ROOM_FOR_A_NUMBER: Final = 5


def anchor_of(term: str) -> str:
    """Return the anchor of a term in any alphabet: ``term-karta-pobytu``."""
    words = slugify(string_to_ascii(term)) or "term"
    return f"{_PREFIX}{words}"[: MAX_LENGTH - _ROOM_FOR_A_NUMBER].rstrip("-")


def free(anchor: str, taken: Collection[str]) -> str:
    """Return ``anchor``, with the first free number from 2 if it is taken."""
    if anchor not in taken:
        return anchor
    return next(name for number in count(2) if (name := f"{anchor}-{number}") not in taken)
