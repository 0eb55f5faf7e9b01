"""Uploads: taken in, read, looked at, written."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions, segment_store, states
from cms.translation.files.enums import FileProblem, FileState, Outcome
from cms.translation.files.models import Import, ImportedFile
from cms.translation.files.rules import uploads
from cms.translation.files.rules.translation_file import BadFileError, TranslationFile
from cms.users.models import User

from .import_diff import Change, changes, counts, to_write

IMPORTED: Final = "exchange.import"


@transaction.atomic
def take_in(
    name: str, content: bytes, *, user: User, translation: Translation | None = None
) -> Import:
    """Store an upload's files for reading; those of no format of ours are refused at once.

    With ``translation``, a file for anything else is refused. Raises BadFileError for an archive
    as a whole; then nothing is stored.
    """
    found = uploads.unpack(name, content)
    upload = Import.objects.create(
        owner=user, name=uploads.safe_name(name), translation=translation
    )
    ImportedFile.objects.bulk_create(
        ImportedFile(
            upload=upload,
            name=each.name,
            content=each.content,
            problem=each.problem or "",
            state=FileState.REFUSED if each.problem else FileState.WAITING,
        )
        for each in found
    )
    return upload


def read(file: ImportedFile) -> None:
    """Find out what a waiting file is for and what it would change, and note that.

    Effects: its translation, state, problem, counts. Nothing is translated by it.
    """
    try:
        sheet = uploads.read(file.name, bytes(file.content))
        file.translation = _translation(sheet, file.upload)
        _refuse_repeated(file)
        file.counts = counts(changes(sheet, file.translation))
        file.state = FileState.READY
    except BadFileError as error:
        file.problem, file.state = error.problem, FileState.REFUSED
    file.save(update_fields=["translation", "counts", "state", "problem"])


def look(file: ImportedFile) -> list[Change]:
    """Return what a file would change now; nothing for one that was refused.

    Raises BadFileError when it was for a page that is gone or closed by now.
    """
    if file.state == FileState.REFUSED or file.translation is None:
        return []
    return changes(uploads.read(file.name, bytes(file.content)), file.translation)


def _translation(sheet: TranslationFile, upload: Import) -> Translation:
    """Return the translation that a sheet is for, if the upload's owner may write there."""
    try:
        key = UUID(sheet.translation)
    except ValueError as error:
        raise BadFileError(FileProblem.FOREIGN) from error
    found = Translation.objects.select_related("source__locale", "target_locale").filter(uuid=key)
    translation = found.first()
    if translation is None:
        raise BadFileError(FileProblem.UNKNOWN_PAGE)
    _refuse_misplaced(sheet, translation, upload)
    return translation


def _refuse_misplaced(sheet: TranslationFile, translation: Translation, upload: Import) -> None:
    if not permissions.may_edit(upload.owner, translation.target_locale):
        raise BadFileError(FileProblem.NO_RIGHTS)
    if upload.translation_id not in {None, translation.pk}:
        raise BadFileError(FileProblem.OTHER_PAGE)
    named = (sheet.source_code, sheet.target_code)
    known = (translation.source.locale.language_code, translation.target_locale.language_code)
    # Files of wagtail-localize itself name no language.
    if any(code and _language(code) != right for code, right in zip(named, known, strict=True)):
        raise BadFileError(FileProblem.LANGUAGE)
    if not translation.enabled:
        raise BadFileError(FileProblem.STOPPED)


def _language(code: str) -> str:
    """Return the language of a code that may name a country as well: ``uk`` of ``uk_UA``."""
    return code.replace("_", "-").partition("-")[0].lower()


def _refuse_repeated(file: ImportedFile) -> None:
    others = ImportedFile.objects.filter(upload=file.upload_id, translation=file.translation)
    if others.exclude(pk=file.pk).exists():
        raise BadFileError(FileProblem.REPEATED)


@transaction.atomic
def confirm(upload: Import) -> list[int]:
    """Note that an upload's owner wants it written; return the ids of the files to write.

    Confirmed again, nothing is left to do.
    """
    locked = Import.objects.select_for_update().get(pk=upload.pk)
    if locked.confirmed_at is not None:
        return []
    Import.objects.filter(pk=upload.pk).update(confirmed_at=timezone.now())
    ready = ImportedFile.objects.filter(upload=upload, state=FileState.READY)
    return list(ready.values_list("pk", flat=True))


@transaction.atomic
def write(file_id: int) -> None:
    """Write what a file of a confirmed upload brings; done once.

    What it would change is found out anew, so work done since somebody looked is not overwritten;
    those texts are counted in ``kept``. Effects: the translation's segments and its state, an
    entry in the log, the file's state. A file that may no longer be written is refused.
    """
    file = ImportedFile.objects.select_for_update().get(pk=file_id)
    if file.state != FileState.READY:
        return
    try:
        sheet = uploads.read(file.name, bytes(file.content))
        translation = _translation(sheet, file.upload)
    except BadFileError as error:
        file.problem, file.state = error.problem, FileState.REFUSED
        file.save(update_fields=["problem", "state"])
        return
    # Nobody writes between the look and the writing.
    Translation.objects.select_for_update().only("pk").get(pk=translation.pk)
    found = changes(sheet, translation)
    texts = to_write(found, file.taken)
    written = segment_store.write_many(translation, texts, user=file.upload.owner)
    file.counts, file.state, file.written = counts(found), FileState.WRITTEN, len(written)
    file.kept = sum(_is_kept(change, texts) for change in found)
    file.save(update_fields=["counts", "state", "written", "kept"])
    _note(translation, file)


def _is_kept(change: Change, texts: Iterable[int]) -> bool:
    is_conflict = change.outcome == Outcome.CONFLICT
    return is_conflict and change.row is not None and change.row.id not in texts


def _note(translation: Translation, file: ImportedFile) -> None:
    target: Any = states.target_of(translation)
    if target is not None and file.written:
        log(
            instance=target,
            action=IMPORTED,
            user=file.upload.owner,
            data={"file": file.name, "count": file.written},
        )
