"""Taking over a snapshot of the register of schools."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from school_support.models import School
from school_support.rules.register_files import BadRowError, Row, read, rows_of

from .searching import words_of

BATCH: Final = 500
# A file that lacks more than every second school is a part of the register, not a newer one.
MOST_CLOSED: Final = 0.5
_KEPT: Final = ("rspo", *(name for name in Row.__slots__ if name != "rspo"))

Progress = Callable[[int], None]


@dataclass(slots=True)
class Report:
    """What an import has done.

    ``bad`` holds line or place, and why; ``spared`` is how many schools are missing from a file
    that looks like a part of the register, and stay open.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    spared: int = 0
    other_regions: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_file(path: Path, *, voivodeship: str = "", progress: Progress | None = None) -> Report:
    """Add and change schools as the file has them, close those it lacks; all or nothing.

    ``voivodeship`` is a TERYT code: others are left out. ``progress`` is told the number of rows
    read. Schools are never deleted. Safe to repeat. Raises OSError, UnreadableFileError.
    """
    report = Report()
    known = {school.rspo: school for school in School.objects.all()}
    seen: set[str] = set()
    batch: list[Row] = []
    for count, (place, values) in enumerate(rows_of(path), 1):
        row = _row(report, place, values, seen)
        if row is not None and voivodeship and row.voivodeship != voivodeship:
            report.other_regions += 1
        elif row is not None:
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


def _row(report: Report, place: int, values: object, seen: set[str]) -> Row | None:
    try:
        row = read(values)  # type: ignore[arg-type]  # What rows_of yields.
    except BadRowError as error:
        report.bad.append((place, str(error)))
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
    missing = [school.pk for school in open_ones if school.rspo not in seen]
    if len(missing) > MOST_CLOSED * len(open_ones):
        report.spared = len(missing)
        return
    School.objects.filter(pk__in=missing).update(closed_on=timezone.localdate())
    report.closed = len(missing)
