"""The dashboard: filtered, sorted, and counted only where somebody looks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from wagtail.models import Locale

from cms.translation.base.domain.translation_progress import counts
from cms.translation.dashboard.enums import PICTURES, Sort

from . import alt_texts
from .cells import Row, rows
from .filters import Filters, by_open_words, tally
from .translatable_items import TranslatableItem, subjects


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows that are looked for; ``tally`` counts states by locale before the state's filter.

    ``subjects`` are all there are, for the choices of the filters.
    """

    filters: Filters
    locales: list[Locale]
    subjects: list[TranslatableItem]
    rows: list[Row]
    tally: dict[int, Counter[str]]
    is_counted: bool = False

    def counted(self, shown: Sequence[Row]) -> Sequence[Row]:
        """Fill the counts of ``shown`` in, and return it; at most three queries."""
        if not self.is_counted:
            _count(shown, self.locales, of_pictures=self.filters.kind == PICTURES)
        return shown


def matrix(filters: Filters, locales: list[Locale]) -> Matrix:
    """Return the rows in ``locales``: three queries, and more for pictures or sorting by words."""
    every = subjects()
    described: set[UUID] = alt_texts.described() if filters.kind == PICTURES else set()
    chosen = [each for each in every if filters.matches_subject(each, described)]
    before = rows(chosen, locales)
    found = filters.apply(before)
    board = Matrix(filters, locales, every, found, tally(before))
    if filters.sort == Sort.OPEN:
        sorted_rows = by_open_words(board.counted(found))
        return replace(board, rows=sorted_rows, is_counted=True)
    return board


def _count(shown: Sequence[Row], locales: list[Locale], *, of_pictures: bool) -> None:
    keys = [row.subject.key for row in shown]
    found = alt_texts.counts(locales, keys) if of_pictures else counts(locales, keys=keys)
    for row in shown:
        for cell in row.cells:
            cell.counts = found.get((row.subject.key, cell.locale.pk))
