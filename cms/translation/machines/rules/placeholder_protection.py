"""Texts on their way to a machine and back: official terms and inline markup survive or we say so.

A term of the source is replaced by its approved form, inside an element that machines leave alone
(``translate="no"``, HTML Living Standard; DeepL is told by name). The answer is read strictly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from cms.translation.base.rules.patterns import BRACKETS, WORD
from cms.translation.base.rules.terms import Lemmas, lemmas, occurs
from cms.translation.machines.enums import Problem

# Segments of ours never hold it, so it is the placeholder's own.
KEPT: Final = "span"
_ONLY_ADDRESS: Final = re.compile(r"(https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{1,63}")


class UnusableError(ValueError):
    """The answer lost something; ``problem`` says what."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term in its basic form (lemmas of the source language), and what to write for it."""

    words: Lemmas
    form: str


@dataclass(frozen=True, slots=True)
class Question:
    """A source text, the text that is sent for it, and the forms kept out of translation."""

    source: str
    sent: str
    kept: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """Return what DeepL would charge: code points outside of markup."""
        return len(unescape(BRACKETS.sub("", self.sent)))


def needs_no_machine(source: str) -> bool:
    """Tell whether ``source`` is the same in every language: numbers, an address, an e-mail."""
    text = unescape(BRACKETS.sub(" ", source)).strip()
    return not any(map(str.isalpha, text)) or _ONLY_ADDRESS.fullmatch(text) is not None


def question(source: str, language: str, terms: Iterable[KnownTerm]) -> Question:
    """Return what to send for ``source``, a segment in ``language`` with inline HTML."""
    kept: list[str] = []
    parts, position = [], 0
    known = sorted(terms, key=lambda term: len(term.words), reverse=True)
    for mark in [*BRACKETS.finditer(source), None]:
        end = mark.start() if mark else len(source)
        parts.append(_keep(source[position:end], language, known, kept))
        if mark:
            parts.append(mark.group())
            position = mark.end()
    return Question(source, "".join(parts), tuple(kept))


def _keep(text: str, language: str, known: Sequence[KnownTerm], kept: list[str]) -> str:
    """Return ``text``, a run without markup, with placeholders; append their forms to ``kept``."""
    words = list(WORD.finditer(text))
    basic = [lemmas(word.group(), language) for word in words]
    parts, position, index = [], 0, 0
    while index < len(words):
        term = _term_at(index, basic, known)
        if term is None:
            index += 1
            continue
        last = index + len(term.words) - 1
        parts += [text[position : words[index].start()], _placeholder(len(kept), term.form)]
        kept.append(term.form)
        position, index = words[last].end(), last + 1
    return "".join([*parts, text[position:]])


def _term_at(index: int, basic: Sequence[Lemmas], known: Sequence[KnownTerm]) -> KnownTerm | None:
    for term in known:
        window = tuple(word for words in basic[index : index + len(term.words)] for word in words)
        if len(window) == len(term.words) and occurs(term.words, window):
            return term
    return None


def _placeholder(number: int, form: str) -> str:
    return f'<{KEPT} id="t{number}" translate="no">{escape(form, quote=False)}</{KEPT}>'


def answer(asked: Question, text: str) -> str:
    """Return the translation as wagtail-localize stores it.

    Raises UnusableError for an empty answer, for one with other markup than the source, and for
    one that lost a term.
    """
    soup = BeautifulSoup(text.strip(), "html.parser")
    if not soup.get_text(strip=True):
        raise UnusableError(Problem.EMPTY)
    _put_terms_back(asked, soup)
    if _marks(soup) != _marks(BeautifulSoup(asked.source, "html.parser")):
        raise UnusableError(Problem.MARKUP)
    return str(soup)


def _put_terms_back(asked: Question, soup: BeautifulSoup) -> None:
    found = soup.find_all(KEPT)
    if Counter(str(tag.get("id")) for tag in found) != Counter(
        f"t{number}" for number in range(len(asked.kept))
    ):
        raise UnusableError(Problem.TERM)
    for tag in found:
        tag.replace_with(NavigableString(asked.kept[int(str(tag["id"])[1:])]))


def _marks(soup: BeautifulSoup) -> Counter[tuple[object, ...]]:
    return Counter(
        (tag.name, *sorted((name, str(value)) for name, value in tag.attrs.items()))
        for tag in soup.descendants
        if isinstance(tag, Tag)
    )
