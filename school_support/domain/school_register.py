"""Taking over a snapshot of the register of schools."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.core import locales
from cms.delivery.region import region
from school_support.models import School
from school_support.rules.register_codes import bare, voivodeship_of
from school_support.rules.register_files import BadRowError, Row, read, rows_of

from .school_search import words_of

BATCH: Final = 500
# More than so many, or every second one, are closed only if somebody has seen which.
FEW: Final = 10
MOST_CLOSED: Final = 0.5
_KEPT: Final = ("rspo", *(name for name in Row.__slots__ if name != "rspo"))

Progress = Callable[[int], None]


@dataclass(slots=True)
class Report:
    """What an import has done.

    ``bad`` holds line or place, and why; ``nameless`` is how many of them do not even say which
    school they are about. ``missing`` are the schools that the file lacks and that stay open until
    somebody says that they shall be closed.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    nameless: int = 0
    other_regions: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)
    missing: list[School] = field(default_factory=list)


@transaction.atomic
def import_file(path: Path, *, voivodeship: str = "", progress: Progress | None = None) -> Report:
    """Add and change schools as the file has them, close the few it lacks; all or nothing.

    A row that cannot be read keeps its school as it is. More than a few, or any while there are
    rows that do not say of which school they are, are only named: see :func:`close`.

    ``voivodeship`` is a TERYT code: others are left out. ``progress`` is told the number of rows
    read. Schools are never deleted. Safe to repeat. Raises OSError, UnreadableFileError.
    """
    report = Report()
    known = {school.rspo: school for school in School.objects.all()}
    seen: set[str] = set()
    batch: list[Row] = []
    counties = _counties()
    for count, (place, values) in enumerate(rows_of(path), 1):
        if voivodeship and voivodeship_of(values) not in {"", voivodeship}:
            report.other_regions += 1
        elif row := _row(report, place, values, seen, counties):
            seen.add(row.rspo)
            batch.append(row)
        if len(batch) >= BATCH:
            _store(batch, known, report)
            batch = []
        if progress is not None:
            progress(count)
    _store(batch, known, report)
    _close_missing(known, seen, voivodeship, report)
    return report


@transaction.atomic
def close(schools: Iterable[School]) -> int:
    """Close schools that the register has no more, from today; return how many."""
    ids = [school.pk for school in schools]
    found = School.objects.filter(pk__in=ids, closed_on=None)
    return found.update(closed_on=timezone.localdate())


def _counties() -> dict[str, str]:
    """Return the codes of the region's counties by their bare Polish names."""
    return {bare(region().county_name(code, locales.SOURCE)): code for code in region().counties}


def _row(
    report: Report,
    place: int,
    values: Mapping[str, str],
    seen: set[str],
    counties: Mapping[str, str],
) -> Row | None:
    try:
        row = read(values, counties)
    except BadRowError as error:
        report.bad.append((place, str(error)))
        seen.add(error.rspo)  # Unreadable is not absent.
        report.nameless += not error.rspo
        return None
    if row.rspo in seen:
        report.bad.append((place, f"the number {row.rspo} stands in the file twice"))
        return None
    return row


def _store(rows: Iterable[Row], known: dict[str, School], report: Report) -> None:
    new, changed = [], []
    for row in rows:
        values = asdict(row)
        school = known.get(row.rspo)
        if school is None:
            fresh = School(**values)
            fresh.search_words = words_of(fresh)
            new.append(fresh)
        elif any(getattr(school, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(school, name, value)
            school.search_words = words_of(school)
            changed.append(school)
        else:
            report.unchanged += 1
    School.objects.bulk_create(new)
    School.objects.bulk_update(changed, [*_KEPT, "search_words"], batch_size=BATCH)
    report.added += len(new)
    report.changed += len(changed)


def _close_missing(
    known: dict[str, School], seen: set[str], voivodeship: str, report: Report
) -> None:
    """Close what the file lacks, within the region that it was read for."""
    open_ones = [
        school
        for school in known.values()
        if school.closed_on is None and (not voivodeship or school.voivodeship == voivodeship)
    ]
    missing = [school for school in open_ones if school.rspo not in seen]
    is_few = len(missing) <= min(FEW, MOST_CLOSED * len(open_ones))
    if report.nameless or not is_few:
        report.missing = missing
    else:
        report.closed = close(missing)
