"""From a query to its hits: at most three queries to the database once the words are in memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from cms.core.representations.visibility import Visibility

from . import index_reader
from .index_reader import Candidate, Postings
from .ranking import Hit, Scores, foreign, ranked, score
from .readings import Reading, readings
from .synonyms import rules

MAX_QUERY: Final = 200  # Letters; what is longer is no query.
MAX_WORDS: Final = 500  # Of the index, that one query may mean.


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader of a locale asks; None and empty do not narrow."""

    query: str
    locale: str
    kind: str = ""
    audience: int | None = None
    county: str = ""

    def is_missed(self, count: int) -> bool:
        """Tell whether nothing at all was found, and no filter is why."""
        return count == 0 and (self.kind, self.audience, self.county) == ("", None, "")

    def includes(self, candidate: Candidate) -> bool:
        """Tell whether a document fits what its readers and place are to be."""
        return (
            self.audience is None or f",{self.audience}," in candidate.audiences
        ) and self.county in {"", candidate.county}


@dataclass(frozen=True, slots=True)
class Found:
    """All hits in their order, and how many there are of each kind.

    ``is_current``: the index is up to the content version, so the answer stays the same with it.
    """

    hits: Sequence[Hit]
    counts: Counter[str]
    readings: Sequence[Reading]
    is_current: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """What the index has for a query, public or not."""

    readings: Sequence[Reading]
    postings: Postings
    scores: Scores
    is_current: bool


def find(question: Question, version: int) -> Found:
    """Return what the public may see of what fits a question."""
    matched = match(question.query, question.locale, version)
    candidates = index_reader.candidates(
        list(matched.scores),
        foreign(matched.scores, question.locale),
        question.locale,
        Visibility.load(version),
    )
    fitting = [candidate for candidate in candidates if question.includes(candidate)]
    hits = ranked(fitting, matched.scores, question.locale)
    return Found(
        hits=[hit for hit in hits if question.kind in {"", hit.candidate.kind}],
        counts=Counter(hit.candidate.kind for hit in hits),
        readings=matched.readings,
        is_current=matched.is_current,
    )


def match(query: str, locale: str, version: int) -> Matched:
    """Return the readings of a query and the documents that have their words."""
    state = index_reader.state()
    vocabularies = index_reader.vocabularies(state.number)
    meant = readings(query[:MAX_QUERY], locale, vocabularies, rules(version))
    words = {
        match.word.pk: match.word.documents
        for reading in meant
        for clause in reading.clauses
        for match in clause.matches
    }
    postings = index_reader.postings(dict(islice(words.items(), MAX_WORDS)))
    return Matched(meant, postings, score(meant, postings), state.content_version >= version)
