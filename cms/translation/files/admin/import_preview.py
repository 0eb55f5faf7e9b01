"""What an upload would change, before anybody confirms it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.translation.base.rules.word_diff import DiffToken, word_diff
from cms.translation.files.domain import imports
from cms.translation.files.domain.import_diff import Change
from cms.translation.files.enums import (
    REFUSED_OUTCOMES,
    SKIPPED_OUTCOMES,
    WRITTEN_OUTCOMES,
    FileProblem,
    FileState,
    Outcome,
)
from cms.translation.files.models import Import, ImportedFile
from cms.translation.files.rules.translation_file import BadFileError

# Longer texts are shown whole: comparing takes time that grows faster than they do.
COMPARED: Final = 6_000


@dataclass(frozen=True, slots=True)
class Line:
    """One change as it is shown; ``pieces`` are the words that differ from what stands here."""

    change: Change
    pieces: Sequence[DiffToken]
    is_taken: bool


@dataclass(slots=True)
class ImportPreview:
    """What one file would do, sorted for reading; ``skipped`` are numbers by words."""

    file: ImportedFile
    problem: str = ""
    written: list[Line] = field(default_factory=list)
    conflicts: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    skipped: list[tuple[str | Promise, int]] = field(default_factory=list)


def preview_of(file: ImportedFile) -> ImportPreview:
    """Find out what a file would do now."""
    if file.problem:
        return ImportPreview(file, str(FileProblem(file.problem).label))
    try:
        changes = imports.look(file)
    except BadFileError as error:
        return ImportPreview(file, str(error.problem.label))
    return ImportPreview(
        file,
        written=_lines(changes, WRITTEN_OUTCOMES, file),
        conflicts=_lines(changes, (Outcome.CONFLICT,), file),
        refused=_lines(changes, REFUSED_OUTCOMES, file),
        skipped=[
            (outcome.label, count)
            for outcome in SKIPPED_OUTCOMES
            if (count := sum(change.outcome == outcome for change in changes))
        ],
    )


def _lines(
    changes: Iterable[Change], outcomes: Sequence[Outcome], file: ImportedFile
) -> list[Line]:
    return [_line(change, file) for change in changes if change.outcome in outcomes]


def _line(change: Change, file: ImportedFile) -> Line:
    old = change.row.text if change.row else ""
    is_taken = change.row is not None and file.taken.get(str(change.row.id)) == change.version
    is_short = len(old) + len(change.entry.text) <= COMPARED
    pieces = word_diff(old, change.entry.text) if old and is_short else ()
    return Line(change, pieces, is_taken)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of an upload in the list: numbers of texts by what would become of them."""

    file: ImportedFile
    problem: str
    title: str
    language: str
    written: int
    conflicts: int
    taken: int
    refused: int


@require_safe
def review(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show an upload: its only file with every change, or the list of its files."""
    upload = get_object_or_404(Import.objects.select_related("batch"), pk=import_id)
    files = list(
        upload.files.select_related("translation__source", "translation__target_locale").defer(
            "content"
        )
    )
    rows = [_row(file) for file in files]
    only = files[0] if len(files) == 1 else None
    context = {
        "page_title": _("Import of translations"),
        "upload": upload,
        "rows": rows,
        "look": preview_of(only) if only and only.state != FileState.WAITING else None,
        "is_reading": any(file.state == FileState.WAITING for file in files),
        "can_confirm": upload.confirmed_at is None
        and any(row.written or row.conflicts for row in rows),
        "totals": {
            name: sum(getattr(row, name) for row in rows)
            for name in ("written", "conflicts", "taken", "refused")
        },
        "done": sum(file.written for file in files),
        "kept": sum(file.kept for file in files),
    }
    return render(request, "exchange/review.html", context)


def _row(file: ImportedFile) -> FileRow:
    def number(outcomes: Iterable[Outcome]) -> int:
        return sum(file.counts.get(outcome.value, 0) for outcome in outcomes)

    translation = file.translation
    return FileRow(
        file=file,
        problem=str(FileProblem(file.problem).label) if file.problem else "",
        title=translation.source.object_repr if translation else "",
        language=translation.target_locale.language_code if translation else "",
        written=number(WRITTEN_OUTCOMES),
        conflicts=number((Outcome.CONFLICT,)),
        taken=len(file.taken),
        refused=number(REFUSED_OUTCOMES),
    )


@require_safe
def show_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show every change of one file among many."""
    files = ImportedFile.objects.select_related(
        "upload", "translation__source", "translation__target_locale"
    )
    file = get_object_or_404(files, pk=file_id)
    context = {
        "page_title": file.name,
        "upload": file.upload,
        "row": _row(file),
        "look": preview_of(file),
        "is_open": file.upload.confirmed_at is None,
    }
    return render(request, "exchange/file.html", context)
