"""A source text in pieces: words, inline tags, and where terms stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

from cms.translation.base.rules.patterns import WORD
from cms.translation.base.rules.terms import Lemmas, lemmas, occurs

Kind = Literal["text", "tag", "term"]

_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)(?:\s+id=\"(?P<id>[^\"]*)\")?\s*/?>")


@dataclass(frozen=True, slots=True)
class SourceToken:
    """A run of a source text.

    ``tag``: ``text`` is the markup, ``label`` a short name of it. ``term``: ``term`` is the place
    of the term in the list that was asked for.
    """

    kind: Kind
    text: str
    label: str = ""
    term: int = -1


@dataclass(frozen=True, slots=True)
class InlineTag:
    """A pair of tags (or a single one, then ``closing`` is empty) that may be put into a text."""

    opening: str
    closing: str
    label: str


def source_tokens(source: str, terms: Sequence[Lemmas], language: str) -> list[SourceToken]:
    """Return ``source`` (HTML with inline tags) in pieces; joined, they read as a reader sees it.

    ``terms`` are the dictionary forms of the words of each term; the longest term wins.
    """
    pieces: list[SourceToken] = []
    start = 0
    for match in _TAG.finditer(source):
        pieces += _words(unescape(source[start : match.start()]), terms, language)
        pieces.append(SourceToken("tag", match[0], _label(match)))
        start = match.end()
    return [*pieces, *_words(unescape(source[start:]), terms, language)]


def inline_tags(source: str) -> list[InlineTag]:
    """Return the inline tags of ``source`` in their order, each once."""
    found: dict[str, InlineTag] = {}
    for match in _TAG.finditer(source):
        if match["close"]:
            continue
        closing = "" if match["name"] == "br" else f"</{match['name']}>"
        found.setdefault(match[0], InlineTag(match[0], closing, _label(match)))
    return list(found.values())


def _label(match: re.Match[str]) -> str:
    return f"{match['close']}{match['id'] or match['name']}"


def _words(text: str, terms: Sequence[Lemmas], language: str) -> list[SourceToken]:
    """Return one run of plain text in pieces, terms apart."""
    words = list(WORD.finditer(text))
    known = [lemmas(word[0], language) for word in words]
    pieces, at, index = [], 0, 0
    while index < len(words):
        size, term = _term_at(known[index:], terms)
        if size:
            begin, end = words[index].start(), words[index + size - 1].end()
            pieces += [SourceToken("text", text[at:begin])] if begin > at else []
            pieces.append(SourceToken("term", text[begin:end], term=term))
            at = end
        index += size or 1
    return [*pieces, SourceToken("text", text[at:])] if at < len(text) else pieces


def _term_at(words: Sequence[Lemmas], terms: Sequence[Lemmas]) -> tuple[int, int]:
    """Return (number of words, place of the term) of the longest term that begins here."""
    best = (0, -1)
    for place, term in enumerate(terms):
        here = tuple(lemma for word in words[: len(term)] for lemma in word)
        if len(term) > best[0] and len(here) == len(term) and occurs(term, here):
            best = (len(term), place)
    return best
