"""The dashboard in words and addresses, as the template writes it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from cms.core.models import TranslationStatus
from cms.translation.dashboard.domain.cells import MatrixCell, Row
from cms.translation.dashboard.domain.filters import Filters
from cms.translation.dashboard.domain.translatable_items import TranslatableItem

from .permissions import Abilities

INDENTED_LEVELS: Final = 4
# The order in which states are spoken of, what needs somebody first.
STATUSES: Final = (
    TranslationStatus.BEHIND,
    TranslationStatus.MISSING,
    TranslationStatus.IN_PROGRESS,
    TranslationStatus.MACHINE,
    TranslationStatus.IN_REVIEW,
    TranslationStatus.CURRENT,
)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell. Of the addresses at most one is there: to go on working, or to begin.

    ``because`` are (name, address or nothing) of what it shows and is behind.
    """

    cell: MatrixCell
    label: str
    work_url: str
    start_url: str
    is_overdue: bool
    texts: str
    words: str
    because: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A subject with its cells; ``indent`` is a level of the tree, 0 without one."""

    subject: TranslatableItem
    edit_url: str
    indent: int
    cells: list[ShownCell]


def shown_rows(
    rows: Iterable[Row], abilities: Abilities, today: date, *, in_tree: bool
) -> list[ShownRow]:
    """Return ``rows`` for the template; no queries."""
    return [
        ShownRow(
            row.subject,
            _edit_url(row.subject) if abilities.submits else "",
            min(row.subject.level, INDENTED_LEVELS) if in_tree else 0,
            [_cell(row.subject, cell, abilities, today) for cell in row.cells],
        )
        for row in rows
    ]


def _edit_url(subject: TranslatableItem) -> str:
    if subject.is_page:
        return reverse("wagtailadmin_pages:edit", args=[subject.pk])
    space = f"wagtailsnippets_{subject.kind.replace('.', '_')}"
    return reverse(f"{space}:edit", args=[subject.pk])


def _cell(
    subject: TranslatableItem, cell: MatrixCell, abilities: Abilities, today: date
) -> ShownCell:
    work_url = start_url = ""
    if cell.locale.pk in abilities.edits:
        if cell.translation_id:
            work_url = reverse("workbench:edit", args=[cell.translation_id])
        else:
            start_url = reverse("board:start", args=[subject.key, cell.locale.language_code])
    return ShownCell(
        cell=cell,
        label=_label(cell),
        work_url=work_url,
        start_url=start_url,
        is_overdue=cell.is_overdue(today),
        texts=_open_texts(cell),
        words=_open_words(cell),
        because=_because(cell, abilities),
    )


def _because(cell: MatrixCell, abilities: Abilities) -> list[tuple[str, str]]:
    may_work = cell.locale.pk in abilities.edits
    return [
        (each.name, reverse("workbench:edit", args=[each.translation_id]) if may_work else "")
        for each in cell.because
    ]


def _label(cell: MatrixCell) -> str:
    """Return the state in words; how many texts a translation is behind stands with it."""
    count = cell.counts.segments - cell.counts.done if cell.counts else 0
    is_counted = count and cell.status == TranslationStatus.BEHIND
    return f"{cell.status.label} ({count})" if is_counted else str(cell.status.label)


def _open_texts(cell: MatrixCell) -> str:
    if cell.counts is None or not cell.counts.segments:
        return ""
    count = cell.counts.segments - cell.counts.done
    if not count:
        return ""
    return ngettext("%(count)d text open", "%(count)d texts open", count) % {"count": count}


def _open_words(cell: MatrixCell) -> str:
    if cell.counts is None or not cell.counts.open_words:
        return ""
    count = cell.counts.open_words
    return ngettext("%(count)d word", "%(count)d words", count) % {"count": count}


@dataclass(frozen=True, slots=True)
class Summary:
    """How one language stands; ``parts`` are (state, its label, how many), those there are."""

    locale: Locale
    total: int
    current: int
    parts: list[tuple[str, str, int]]

    @property
    def percent(self) -> int:
        """The part that is current, rounded down."""
        return 100 * self.current // self.total if self.total else 0


def summaries(tally: dict[int, Counter[str]], locales: Iterable[Locale]) -> list[Summary]:
    """Return the summary of each language."""
    return [_summary(tally.get(locale.pk, Counter()), locale) for locale in locales]


def _summary(counted: Counter[str], locale: Locale) -> Summary:
    parts = [(str(s), str(s.label), counted[s]) for s in STATUSES if counted[s]]
    return Summary(locale, counted.total(), counted[TranslationStatus.CURRENT], parts)


def state_choices(
    tally: dict[int, Counter[str]], chosen: Iterable[str]
) -> list[tuple[str, str, int, bool]]:
    """Return (state, label, how many, is chosen) of every state."""
    everywhere: Counter[str] = sum(tally.values(), Counter())
    marked = set(chosen)
    return [(str(s), str(s.label), everywhere[s], s in marked) for s in STATUSES]


def kind_choices(subjects: Iterable[TranslatableItem]) -> list[tuple[str, str]]:
    """Return (kind, its name) of every kind there is, by name."""
    found = {subject.kind: subject.kind_name for subject in subjects}
    return sorted(found.items(), key=lambda item: item[1].casefold())


def branches(subjects: Iterable[TranslatableItem], depth: int = 3) -> list[tuple[int, str]]:
    """Return (page id, indented title) of pages that have others below, near the top."""
    pages = [subject for subject in subjects if subject.is_page and 0 < subject.level <= depth]
    parents = {subject.path[:-4] for subject in subjects if subject.is_page}
    return [
        (page.pk, "\u2003" * (page.level - 1) + page.title)
        for page in pages
        if page.path in parents
    ]


def description(filters: Filters) -> Iterator[str]:
    """Yield what an empty dashboard should say about itself."""
    if filters.is_overdue:
        yield _("Nothing is overdue.")
    elif filters.assignee:
        yield _("Nothing is given to this person.")
    else:
        yield _("Nothing on the board is like this.")


def table(rows: Iterable[Row], today: date) -> Iterator[list[Any]]:
    """Yield the head and a line for each translation, for files; dates as dates."""
    yield [
        _("Type"),
        _("Title"),
        _("Language"),
        _("State"),
        _("Behind since"),
        _("Texts"),
        _("Texts done"),
        _("Words"),
        _("Words open"),
        _("Given to"),
        _("Due on"),
        _("Overdue"),
    ]
    for row in rows:
        for cell in row.cells:
            yield _line(row.subject, cell, today)


def _line(subject: TranslatableItem, cell: MatrixCell, today: date) -> list[Any]:
    counts, given = cell.counts, cell.given
    since: datetime | None = cell.behind_since
    return [
        subject.kind_name,
        subject.title,
        cell.locale.language_code,
        str(cell.status.label),
        since.date() if since else None,
        counts.segments if counts else None,
        counts.done if counts else None,
        counts.words if counts else None,
        counts.open_words if counts else None,
        given.name if given else "",
        given.due_on if given else None,
        _("yes") if cell.is_overdue(today) else "",
    ]
