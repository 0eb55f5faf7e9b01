"""Which rows the dashboard shows, and in which order."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from cms.core.models import TranslationStatus
from cms.translation.dashboard.enums import NOBODY, PICTURES, SNIPPETS, Sort

from .cells import MatrixCell, Row
from .translatable_items import TranslatableItem

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; what is empty filters nothing.

    ``below`` is the tree path of a page, itself included. ``assignee`` is an account's id as text,
    or NOBODY. ``today`` is the day in Warsaw. Conditions on a translation hold for one cell of the
    row together.
    """

    today: date
    text: str = ""
    kind: str = ""
    below: str = ""
    statuses: Collection[str] = field(default_factory=frozenset)
    assignee: str = ""
    is_overdue: bool = False
    sort: Sort = Sort.TREE

    def matches_subject(self, subject: TranslatableItem, described: Collection[object]) -> bool:
        """Tell whether a subject is looked for; ``described`` are the keys that have pictures."""
        if self.text and self.text.casefold() not in subject.title.casefold():
            return False
        if self.below and not subject.path.startswith(self.below):
            return False
        if self.kind == PICTURES:
            return subject.key in described
        if self.kind == SNIPPETS:
            return not subject.is_page
        return not self.kind or subject.kind == self.kind

    def matches_cell(self, cell: MatrixCell) -> bool:
        """Tell whether a translation is looked for."""
        if self.statuses and cell.status not in self.statuses:
            return False
        if self.is_overdue and not cell.is_overdue(self.today):
            return False
        return not self.assignee or self.assignee == _holder(cell)

    def apply(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows with a translation that is looked for, sorted; not by words yet."""
        found = [row for row in rows if any(map(self.matches_cell, row.cells))]
        order = _ORDERS.get(self.sort)
        return sorted(found, key=order) if order else found


def _holder(cell: MatrixCell) -> str:
    return str(cell.given.user_id) if cell.given else NOBODY


def _behind(row: Row) -> datetime:
    return min((cell.behind_since or _NEVER for cell in row.cells), default=_NEVER)


def _due(row: Row) -> date:
    open_cells = (cell for cell in row.cells if cell.status != TranslationStatus.CURRENT)
    days = (cell.given.due_on for cell in open_cells if cell.given and cell.given.due_on)
    return min(days, default=date.max)


_ORDERS: Final[dict[Sort, Callable[[Row], Any]]] = {
    Sort.TITLE: lambda row: row.subject.title.casefold(),
    Sort.BEHIND: _behind,
    Sort.DUE: _due,
}


def by_open_words(rows: Iterable[Row]) -> list[Row]:
    """Return counted rows, those with most words open first."""
    return sorted(rows, key=lambda row: -row.open_words)


def tally(rows: Iterable[Row]) -> dict[int, Counter[str]]:
    """Count the translations by their state, by the locale's pk."""
    found: dict[int, Counter[str]] = {}
    for row in rows:
        for cell in row.cells:
            found.setdefault(cell.locale.pk, Counter())[cell.status.value] += 1
    return found
