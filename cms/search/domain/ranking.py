"""Which documents fit a query best."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .index_reader import Candidate, Postings
from .readings import Clause, Reading
from .weights import FULL

MAX_CANDIDATES: Final = 400
MAX_FOREIGN: Final = 100
# Of the best one's score: what fits so much less is left out.
_TOO_LITTLE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Scored:
    """How well a document fits, from 0 to 1, the reading by which it does, and all of it or not."""

    score: float
    reading: Reading
    has_every_word: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A result; ``is_own``: it is written in the reader's language."""

    candidate: Candidate
    scored: Scored
    is_own: bool


Scores = Mapping[int, Scored]


def score(readings: Iterable[Reading], postings: Postings) -> Scores:
    """Return the best documents with their scores, by id."""
    best: dict[int, float] = {}
    by: dict[int, tuple[Reading, bool]] = {}
    for reading in readings:
        values, times = _values(reading, postings)
        for document, value in values.items():
            if value > best.get(document, 0):
                best[document] = value
                by[document] = (reading, times[document] == len(reading.clauses))
    ranks = sorted((-value, document) for document, value in best.items())
    return {
        document: Scored(best[document], *by[document])
        for _rank, document in ranks[:MAX_CANDIDATES]
    }


def _values(reading: Reading, postings: Postings) -> tuple[dict[int, float], Counter[int]]:
    """Return which share of what the query says each document says, and how many of its words."""
    whole = sum(clause.rarity for clause in reading.clauses)
    factor = reading.quality / (whole * FULL) if whole else 0
    values: dict[int, float] = defaultdict(float)
    times: Counter[int] = Counter()
    for clause in reading.clauses:
        best = _best(clause, postings)
        times.update(best.keys())
        for document, value in best.items():
            values[document] += value * clause.rarity * factor
    return values, times


def _best(clause: Clause, postings: Postings) -> dict[int, float]:
    """Return the weight of the best of a clause's matches in each document."""
    best: dict[int, float] = {}
    for match in clause.matches:
        for document, weight in postings.get(match.word.pk, ()):
            value = match.quality * weight
            if value > best.get(document, 0):
                best[document] = value
    return best


def foreign(scores: Scores, locale: str) -> list[int]:
    """Return the best documents of other languages; their versions in this one are hits too."""
    ids = [pk for pk, scored in scores.items() if scored.reading.language != locale]
    return ids[:MAX_FOREIGN]


def ranked(candidates: Sequence[Candidate], scores: Scores, locale: str) -> list[Hit]:
    """Return one hit a text: its version in ``locale``, after them texts that have none.

    A text that was found in another language counts as if its version here had been.
    """
    best: dict[str, Scored] = {}
    shown: dict[str, Candidate] = {}
    for candidate in candidates:
        scored = scores.get(candidate.pk)
        if scored and scored.score > _score_of(best.get(candidate.group)):
            best[candidate.group] = scored
            if candidate.group not in shown or shown[candidate.group].lang != locale:
                shown[candidate.group] = candidate
        if candidate.lang == locale:
            shown[candidate.group] = candidate
    hits = [Hit(shown[group], found, shown[group].lang == locale) for group, found in best.items()]
    least = max((hit.scored.score for hit in hits), default=0) * _TOO_LITTLE
    kept = [hit for hit in hits if hit.scored.score >= least]
    return sorted(kept, key=lambda hit: (not hit.is_own, -hit.scored.score, hit.candidate.group))


def _score_of(scored: Scored | None) -> float:
    return scored.score if scored else 0
