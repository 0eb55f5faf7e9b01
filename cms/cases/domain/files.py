"""Files that senders and staff add: taken by content, kept apart, given as attachments only."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.background.jobs.api import enqueue
from cms.cases.enums import FileState
from cms.cases.models import Case, CaseFile
from cms.cases.rules.file_types import HEIC, JPEG, TYPES, FileType, recognise
from cms.core.library.image_reencoding import BrokenPictureError, TooManyPixelsError, drawn_anew

MAX_FILES: Final = 5
MAX_BYTES: Final = 10 * 1024 * 1024
MAX_NAME: Final = 100
EXTENSIONS: Final = (*(kind.extension for kind in TYPES), "jpeg", "heif")
SCAN: Final = "desk.scan_file"
_READABLE: Final = frozenset({FileState.CLEAN, FileState.UNCHECKED})
# Control and format characters: among the latter those that turn the direction of writing.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class RefusedFileError(Exception):
    """A file that is not taken: ``reason`` is a word for programs, ``text`` one for people."""

    def __init__(self, reason: str, text: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


EMPTY: Final = ("empty", _("This file is empty."))
TOO_BIG: Final = ("too_big", _("This file is larger than 10 MB."))
TOO_MANY: Final = ("too_many", _("There can be five files at most."))
UNKNOWN: Final = (
    "type",
    _("We take PDF, JPEG, PNG, WebP, HEIC, DOCX, XLSX, ODT and plain text, and this file is none."),
)
BROKEN: Final = ("broken", _("This picture cannot be read."))
PIXELS: Final = ("pixels", _("This picture has more than 50 million pixels."))


def take(
    uploaded: UploadedFile, *, case: Case | None = None, draft_id: UUID | None = None
) -> CaseFile:
    """Keep a file of a case, or of a request that is still being written.

    Pictures are drawn anew, without what cameras write into them. Raises RefusedFileError; nothing
    is kept then. If the caller's transaction may still fail, use :func:`taking`.
    """
    size = uploaded.size or 0
    if not size:
        raise RefusedFileError(*EMPTY)
    if size > MAX_BYTES:
        raise RefusedFileError(*TOO_BIG)
    if draft_id and CaseFile.objects.filter(draft_id=draft_id).count() >= MAX_FILES:
        raise RefusedFileError(*TOO_MANY)
    content = uploaded.read()
    kind = recognise(BytesIO(content), len(content))
    if kind is None:
        raise RefusedFileError(*UNKNOWN)
    if kind.image:
        content = _picture(content, kind)
        kind = JPEG if kind is HEIC else kind
    return _keep(clean_name(uploaded.name or "", kind), content, kind, case, draft_id)


@contextmanager
def taking(uploaded: Sequence[UploadedFile], case: Case) -> Iterator[list[CaseFile]]:
    """Keep the files of one message, or none: not if one is refused, nor if the block fails.

    Stands inside the transaction that it belongs to. Raises RefusedFileError.
    """
    if len(uploaded) > MAX_FILES:
        raise RefusedFileError(*TOO_MANY)
    kept: list[CaseFile] = []
    try:
        for each in uploaded:
            kept.append(take(each, case=case))  # noqa: PERF401  What was kept so far is needed below.
        yield kept
    except BaseException:
        # Storage knows no transaction: what it took is given back by hand.
        for file in kept:
            forget_content(file)
        raise


def remove(file: CaseFile) -> None:
    """Delete a file, row and content."""
    with transaction.atomic():
        file.delete()
        transaction.on_commit(lambda: forget_content(file))


def adopt(draft_id: UUID, case: Case) -> int:
    """Make a draft's files the case's; return how many."""
    return CaseFile.objects.filter(draft_id=draft_id).update(case=case, draft_id=None)


def answer(file: CaseFile) -> FileResponse:
    """Return the file as an attachment that nobody stores.

    Raises ``Http404`` for one that is gone, was not checked yet, or holds a virus.
    """
    if file.state not in _READABLE or not file.content:
        raise Http404
    try:
        opened = file.content.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        opened, as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def clean_name(name: str, kind: FileType) -> str:
    """Return a name without folders, unseen characters and a wrong extension."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN)
    stem, dot, extension = seen.rpartition(".")
    known = dot and len(extension) <= max(map(len, EXTENSIONS)) + 1
    words = " ".join((stem if known else seen).split()).strip(". ")
    return f"{words[:MAX_NAME] or 'file'}.{kind.extension}"


def _picture(content: bytes, kind: FileType) -> bytes:
    try:
        return drawn_anew(content, kind.image)
    except TooManyPixelsError as error:
        raise RefusedFileError(*PIXELS) from error
    except BrokenPictureError as error:
        raise RefusedFileError(*BROKEN) from error


def _keep(
    name: str, content: bytes, kind: FileType, case: Case | None, draft_id: UUID | None
) -> CaseFile:
    is_scanned = bool(settings.CLAMAV_URL)
    file = CaseFile(
        id=uuid4(),
        case=case,
        draft_id=draft_id,
        name=name,
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state=FileState.WAITING if is_scanned else FileState.UNCHECKED,
        created_at=timezone.now(),
    )
    file.content.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            if is_scanned:
                enqueue(SCAN, key=f"scan:{file.pk}", file_id=str(file.pk))
    except BaseException:
        forget_content(file)
        raise
    return file


def forget_content(file: CaseFile) -> None:
    """Delete what is stored of a file; nothing if that is gone."""
    if file.content:
        file.content.storage.delete(file.content.name)
