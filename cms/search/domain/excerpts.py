"""The part of a text that shows why it was found, with the found words marked."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from cms.search.analysis.stems import stem
from cms.search.analysis.tokens import LONGEST, Token, different_words, tokens

LENGTH: Final = 220  # Letters.
MAX_READ: Final = 20_000  # Of a long text, where a part is looked for.

Stems = Mapping[str, float]


class Excerpt(NamedTuple):
    """HTML with the found words in ``<mark>``, and the offset in the text where it begins."""

    html: str
    start: int


def excerpt(text: str, found: Stems, lang: str, headings: Collection[int] = ()) -> Excerpt:
    """Return the part of ``text`` that says most of ``found`` (stems with their rarity).

    It does not begin with a heading, whose offsets are ``headings``: that is named beside it.
    """
    text = text[:MAX_READ]
    marked = _found_words(text, found, lang)
    best = _densest(marked, found, lang)
    start, end = _window(text, _after_heading(text, best, headings))
    inside = [word for word in marked if start <= word.start and word.end <= end]
    html = mark(text[start:end], [(word.start - start, word.end - start) for word in inside])
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Excerpt(f"{before}{html}{after}".replace("\n", " "), best)


def marked_title(title: str, found: Stems, lang: str) -> str:
    """Return a title as HTML with the found words marked."""
    return mark(title, [(word.start, word.end) for word in _found_words(title, found, lang)])


def _found_words(text: str, found: Stems, lang: str) -> list[Token]:
    words = {word for word in different_words(text) if stem(word, lang) in found}
    return list(tokens(text, only=words)) if words else []


def mark(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return ``text`` as HTML with the places between offsets marked."""
    parts, end = [], 0
    for start, stop in places:
        parts += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    return "".join([*parts, escape(text[end:])])


def section_at(sections: Sequence[Sequence[object]], offset: int) -> tuple[str, str]:
    """Return anchor and heading of the section that ``offset`` lies in, or empty strings."""
    starts = [int(str(section[0])) for section in sections]
    place = bisect_right(starts, offset) - 1
    return (str(sections[place][1]), str(sections[place][2])) if place >= 0 else ("", "")


def _densest(marked: Sequence[Token], found: Stems, lang: str) -> int:
    """Return the offset of the found word after which most others follow, the first of equals."""
    best, best_value = 0, 0.0
    for place, word in enumerate(marked):
        near = {
            stem(other.word, lang)
            for other in marked[place : place + 20]
            if other.end - word.start < LENGTH
        }
        value = sum(found[one] for one in near)
        if value > best_value + 1e-9:
            best, best_value = word.start, value
    return best


def _after_heading(text: str, offset: int, headings: Collection[int]) -> int:
    """Return ``offset``, or if it lies in a heading, where the text below begins."""
    line = text.rfind("\n", 0, offset) + 1
    below = text.find("\n", offset) + 1
    return below if line in headings and below else offset


def _window(text: str, offset: int) -> tuple[int, int]:
    """Return the bounds of the part around an offset: whole words, from a beginning near it."""
    line = text.rfind("\n", 0, offset) + 1
    sentence = text.rfind(". ", line, offset) + 2
    begin = max(line, sentence if sentence > 1 else 0)
    if offset - begin > LENGTH // 2:
        begin = next(_words(text, offset - LENGTH // 3, offset + 1)).start
    end = begin + LENGTH
    if end >= len(text):
        return begin, len(text)
    whole = (word.end for word in _words(text, end - 2 * LONGEST, end) if word.end <= end)
    return begin, max(whole, default=end)


def _words(text: str, start: int, stop: int) -> Iterator[Token]:
    """Yield the words that begin between two offsets; one that ``start`` cuts in two is none."""
    first = max(0, start - LONGEST)
    for word in tokens(text[first : stop + LONGEST]):
        if start <= word.start + first < stop:
            yield Token(word.word, word.start + first, word.end + first)
