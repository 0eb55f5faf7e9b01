"""All stems of one language in memory, and which of them a typed word may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_PREFIX: Final = 3
MAX_PREFIXED: Final = 12
MAX_LOOKED_AT: Final = 500
MAX_NEAR: Final = 4
# So much may be left of an ending after stemming: “żłobek”, “żłobku”.
MAX_ENDING: Final = 2
# From how many letters on a word may have one, two, three slips.
_SLIPS: Final = (4, 6, 11)


class How(Enum):
    """In which way a typed word is like one of the index."""

    EXACT = "exact"
    BEGUN = "begun"
    MISSPELT = "misspelt"


class Word(NamedTuple):
    """A stem: its id in the index, and how many documents have it."""

    pk: int
    stem: str
    documents: int


class Match(NamedTuple):
    """A word of the index that a typed one may mean; ``quality`` is above 0 and at most 1."""

    word: Word
    quality: float
    how: How = How.EXACT


class Vocabulary:
    """The words of one language and how many documents there are; nothing of it changes."""

    def __init__(self, words: Iterable[Word] = (), documents: int = 0) -> None:
        self.documents = documents
        self._words = {word.stem: word for word in words}
        self._sorted = sorted(self._words)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for stem in self._sorted:
            self._by_length[len(stem)].append(stem)

    def exact(self, stem: str) -> Word | None:
        """Return the word with this stem."""
        return self._words.get(stem)

    def beginning_with(self, start: str) -> Iterator[Match]:
        """Yield words that begin with ``start``, the shortest and most frequent of them."""
        if len(start) < SHORTEST_PREFIX:
            return
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, start + "\U0010ffff", lo=first)
        found = [
            self._words[stem] for stem in self._sorted[first : min(last, first + MAX_LOOKED_AT)]
        ]
        found.sort(key=lambda word: (len(word.stem), -word.documents))
        for word in found[:MAX_PREFIXED]:
            share = len(start) / (len(word.stem) + 2)
            yield Match(word, 0.6 + 0.4 * share, How.BEGUN)

    def inflected(self, stem: str) -> Iterator[Match]:
        """Yield words whose stem is the beginning of ``stem``: an ending was left on it."""
        for size in range(1, MAX_ENDING + 1):
            word = self._words.get(stem[:-size])
            if word is not None and len(word.stem) > SHORTEST_PREFIX:
                yield Match(word, 0.95 - 0.1 * size)

    def near(self, stem: str) -> Iterator[Match]:
        """Yield words that differ by a slip or two: letters left out, doubled, swapped, wrong."""
        most = slips(stem)
        if not most:
            return
        lengths = range(len(stem) - most, len(stem) + most + 1)
        candidates = list(chain.from_iterable(self._by_length.get(size, ()) for size in lengths))
        found = process.extract(
            stem, candidates, scorer=OSA.distance, score_cutoff=most, limit=MAX_NEAR
        )
        for candidate, distance, _place in found:
            quality = 1 - 0.1 * distance - 0.2 * distance / len(stem)
            yield Match(self._words[candidate], quality, How.MISSPELT)


def slips(stem: str) -> int:
    """Return how many letters may be wrong in a word of this length."""
    return sum(len(stem) >= length for length in _SLIPS)
