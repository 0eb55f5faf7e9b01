"""The readings of a query: in each language, as typed and in other words for the same."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cms.core import locales
from cms.search.analysis.folding import fold
from cms.search.analysis.stems import stem

from .spellings import texts_meant, words_meant
from .synonyms import SynonymRule
from .vocabulary import How, Match, Vocabulary
from .weights import words_of

MAX_WORDS: Final = 8
MAX_SYNONYMS: Final = 6  # Rules that one reading is put in other words by.
OTHER_LANGUAGE: Final = 0.7
OTHER_WORDS: Final = 0.97
# How much less another word counts where the very word stands in the index.
_BESIDE_EXACT: Final = 0.8


@dataclass(frozen=True, slots=True)
class Clause:
    """A word of a query: how it was typed, what it may mean, and how much it says."""

    typed: str
    matches: tuple[Match, ...]
    rarity: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it may be meant in one language; ``quality`` is 1 as it was typed.

    ``text`` is what was typed, or what its keys give on another keyboard.
    """

    language: str
    text: str
    clauses: tuple[Clause, ...]
    quality: float
    is_reworded: bool = False

    @property
    def words(self) -> frozenset[int]:
        """The ids of all words of the index that count."""
        return frozenset(match.word.pk for clause in self.clauses for match in clause.matches)


def readings(
    query: str,
    locale: str,
    vocabularies: Mapping[str, Vocabulary],
    rules: Mapping[str, Sequence[SynonymRule]],
) -> list[Reading]:
    """Return all readings of a query of a reader of ``locale``, those of this language first.

    In other languages only words that this one does not have are taken for misspelt.
    """
    own = list(_in_language(query, locale, vocabularies[locale], rules[locale], guess=True))
    is_known = any(_is_known(reading) for reading in own)
    found = own
    for language in locales.CODES:
        if language != locale:
            found += (
                _less(reading)
                for reading in _in_language(
                    query, language, vocabularies[language], rules[language], guess=not is_known
                )
            )
    return [reading for reading in found if reading.words]


def _is_known(reading: Reading) -> bool:
    return bool(reading.clauses) and all(
        any(match.how is How.EXACT for match in clause.matches) for clause in reading.clauses
    )


def _less(reading: Reading) -> Reading:
    return replace(reading, quality=reading.quality * OTHER_LANGUAGE)


def _in_language(
    query: str, language: str, known: Vocabulary, rules: Sequence[SynonymRule], *, guess: bool
) -> Iterator[Reading]:
    for text, quality in texts_meant(query, language):
        words = words_of(text, language)[:MAX_WORDS]
        yield Reading(language, text, _clauses(words, language, known, guess=guess), quality)
        for reworded in _reworded(words, language, rules):
            clauses = _clauses(reworded, language, known, guess=False)
            yield Reading(language, text, clauses, quality * OTHER_WORDS, is_reworded=True)


def _reworded(
    words: Sequence[str], language: str, rules: Sequence[SynonymRule]
) -> Iterator[list[str]]:
    """Yield the query with what people say replaced by what our texts say."""
    stems = {word: _stems(word, language) for word in words}
    every = frozenset().union(*stems.values())
    fitting = [rule for rule in rules if rule.said <= every]
    # What was said in the most words is said most clearly.
    for rule in sorted(fitting, key=lambda rule: -len(rule.said))[:MAX_SYNONYMS]:
        rest = [word for word in words if not stems[word] & rule.said]
        yield [*rest, *rule.meant][:MAX_WORDS]


def _stems(word: str, language: str) -> frozenset[str]:
    return frozenset(stem(meant.text, language) for meant in words_meant(word, language))


def _clauses(
    words: Iterable[str], language: str, known: Vocabulary, *, guess: bool
) -> tuple[Clause, ...]:
    return tuple(_clause(word, language, known, guess=guess) for word in words)


def _clause(word: str, language: str, known: Vocabulary, *, guess: bool) -> Clause:
    best: dict[int, Match] = {}
    for spelling, quality in words_meant(word, language):
        for match in _matches(spelling, language, known, guess=guess):
            weaker = _weaker(match, quality)
            known_match = best.get(match.word.pk)
            if known_match is None or weaker.quality > known_match.quality:
                best[match.word.pk] = weaker
    matches = tuple(sorted(best.values(), key=lambda match: -match.quality))
    return Clause(word, matches, _rarity(matches, known.documents))


def _matches(word: str, language: str, known: Vocabulary, *, guess: bool) -> Iterator[Match]:
    """Yield what a word in the alphabet of the language may mean, also without its marks."""
    folded = fold(word)
    stems = {stem(word, language), stem(folded, language)}
    exact = [found for one in sorted(stems) if (found := known.exact(one)) is not None]
    factor = _BESIDE_EXACT if exact else 1.0
    yield from (Match(found, 1.0) for found in exact)
    for one in sorted(stems):
        yield from (_weaker(match, factor) for match in known.inflected(one))
    for one in sorted(stems | {folded}):
        yield from (_weaker(match, factor) for match in known.beginning_with(one))
    if guess and not exact:
        for one in sorted({stem(word, language), folded}):
            yield from known.near(one)


def _weaker(match: Match, factor: float) -> Match:
    return match._replace(quality=match.quality * factor)


def _rarity(matches: Sequence[Match], documents: int) -> float:
    """Return how much a word says: the fewer documents have what it most likely means, the more.

    The inverse document frequency of BM25.
    """
    best = matches[0].quality if matches else 0
    having = sum(match.word.documents for match in matches if match.quality >= best - 0.1)
    having = min(having, documents)
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))
