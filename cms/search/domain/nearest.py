"""Titles and terms that look most like a query that has no result."""

from typing import Final

from rapidfuzz import fuzz, process

from cms.core.representations.visibility import Visibility
from cms.search.analysis.folding import fold

from . import index_reader
from .finder import Question

MOST: Final = 3
# Out of 100. Below it, titles have no more in common with a query than any two texts.
_ALIKE_FROM: Final = 60


def nearest(question: Question, version: int) -> list[int]:
    """Return the ids of public documents in the reader's language, the likeliest first."""
    titles = index_reader.titles(question.locale, Visibility.load(version))
    fold_once = fold.__wrapped__  # What people typed is not to stay in memory.
    folded = {pk: fold_once(title) for pk, title in titles.items()}
    found = process.extract(
        fold_once(question.query),
        folded,
        scorer=fuzz.token_sort_ratio,
        score_cutoff=_ALIKE_FROM,
        limit=MOST,
    )
    return [pk for _title, _score, pk in found]
