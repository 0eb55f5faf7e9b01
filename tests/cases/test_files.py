"""Files are taken by what they are, kept apart and given as attachments."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.cases.domain import files, orphaned_files
from cms.cases.enums import FileState
from cms.cases.models import CaseFile
from cms.cases.rules.file_types import TYPES
from tests.cases.file_samples import upload

from . import file_samples

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.fixture
def draft() -> UUID:
    """Return the id of a request that is being written."""
    return uuid4()


@pytest.mark.parametrize(
    ("content", "media_type", "extension"),
    [
        (file_samples.PDF, "application/pdf", "pdf"),
        (file_samples.docx(), f"{OFFICE}wordprocessingml.document", "docx"),
        (file_samples.xlsx(), f"{OFFICE}spreadsheetml.sheet", "xlsx"),
        (file_samples.odt(), "application/vnd.oasis.opendocument.text", "odt"),
        (file_samples.TEXT, "text/plain", "txt"),
        ("Zażółć".encode("cp1250"), "text/plain", "txt"),
        ("Zażółć gęślą jaźń\r\n".encode("utf-16-le"), "text/plain", "txt"),
        ("Доброго дня!\nМи з Польщі.".encode("utf-16-be"), "text/plain", "txt"),
        (b"\xef\xbb\xbf" + file_samples.PDF, "application/pdf", "pdf"),
        (file_samples.PDF + b"\n% 2026-11-29 scanner 4\n\0\0", "application/pdf", "pdf"),
        ("<3 dziękujemy! <Imię i nazwisko>".encode(), "text/plain", "txt"),
        ("Zażółć\nПривіт".encode("utf-16"), "text/plain", "txt"),
        ("\ufeffZażółć\nПривіт".encode("utf-16-be"), "text/plain", "txt"),
    ],
    ids=[
        "pdf",
        "docx",
        "xlsx",
        "odt",
        "text",
        "windows text",
        "utf-16 without its mark",
        "utf-16 of the other order",
        "pdf after a byte order mark",
        "pdf, then a line of a program's",
        "text that begins with <",
        "text of 16 bits",
        "text of 16 bits, the other way round",
    ],
)
def test_the_type_is_that_of_the_content(
    draft: UUID, content: bytes, media_type: str, extension: str
) -> None:
    file = files.take(upload(content, "plan.exe", "image/png"), draft_id=draft)
    assert (file.media_type, file.name) == (media_type, f"plan.{extension}")
    assert (file.size, file.state) == (len(content), FileState.UNCHECKED)
    with default_storage.open(file.content.name) as stored:
        assert stored.read() == content
    assert file.content.name == f"cases/{file.pk.hex[:2]}/{file.pk.hex}"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_upright_and_tells_nothing_else(draft: UUID, kind: str) -> None:
    sent = file_samples.picture(kind) + b"<?php system('id'); ?>"
    assert file_samples.SECRET in sent
    file = files.take(upload(sent), draft_id=draft)
    with default_storage.open(file.content.name) as opened:
        stored = opened.read()
    assert (file_samples.SECRET in stored, b"<?php" in stored) == (False, False)
    with Image.open(BytesIO(stored)) as picture:
        assert (picture.format, picture.size, len(picture.getexif())) == (kind, (20, 40), 0)


def test_a_phones_photograph_is_kept_as_what_browsers_show(draft: UUID) -> None:
    sent = file_samples.picture("HEIF")
    assert file_samples.SECRET in sent
    file = files.take(upload(sent, "IMG_0001.HEIC", "image/heic"), draft_id=draft)
    assert (file.name, file.media_type) == ("IMG_0001.jpg", "image/jpeg")
    with default_storage.open(file.content.name) as opened:
        stored = opened.read()
    assert file_samples.SECRET not in stored
    with Image.open(BytesIO(stored)) as picture:
        assert picture.format == "JPEG"


def test_of_a_moving_picture_the_first_frame_is_kept(draft: UUID) -> None:
    sent = file_samples.picture("WEBP", frames=3)
    with Image.open(BytesIO(sent)) as picture:
        assert getattr(picture, "n_frames", 1) == 3
    name = files.take(upload(sent), draft_id=draft).content.name
    with default_storage.open(name) as stored, Image.open(stored) as picture:
        assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ola\\list.docx", "list.pdf"),
        ("kod\u202efdp.exe", "kodfdp.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf"),
        ("ż" * 10_000, "ż" * 100 + ".pdf"),
        ("...", "file.pdf"),
        ("Программа 3.2", "Программа 3.pdf"),
    ],
    ids=["plain", "way out", "windows", "direction", "header", "long", "dots", "number"],
)
def test_a_name_is_cleaned(name: str, kept: str) -> None:
    assert files.clean_name(name.replace(":", ""), TYPES[0]) == kept


def test_a_file_is_an_attachment_that_nobody_keeps(draft: UUID) -> None:
    file = files.take(upload(file_samples.TEXT, 'Łódź";x.txt'), draft_id=draft)
    answer = files.answer(file)
    assert b"".join(answer.streaming_content) == file_samples.TEXT  # type: ignore[arg-type]  # No async here.
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    told = ("Content-Type", "Cache-Control", "X-Content-Type-Options", "X-Robots-Tag")
    kept = ("text/plain", "private, no-store", "nosniff", "noindex")
    assert tuple(answer.headers[name] for name in told) == kept
    answer.close()


@pytest.mark.parametrize("state", [FileState.WAITING, FileState.INFECTED])
def test_a_file_that_may_hold_a_virus_is_not_found(draft: UUID, state: FileState) -> None:
    file = files.take(upload(file_samples.PDF), draft_id=draft)
    file.state = state
    with pytest.raises(Http404):
        files.answer(file)


def test_a_file_whose_content_is_gone_is_not_found(draft: UUID) -> None:
    file = files.take(upload(file_samples.PDF), draft_id=draft)
    default_storage.delete(file.content.name)
    with pytest.raises(Http404):
        files.answer(file)


def test_a_removed_file_leaves_nothing(
    draft: UUID, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = files.take(upload(file_samples.PDF), draft_id=draft)
    with django_capture_on_commit_callbacks(execute=True):
        files.remove(file)
    assert not CaseFile.objects.filter(draft_id=draft).exists()
    assert not default_storage.exists(file.content.name)


def test_a_draft_has_five_files(draft: UUID) -> None:
    for _each in range(files.MAX_FILES):
        files.take(upload(file_samples.PDF), draft_id=draft)
    with pytest.raises(files.RefusedFileError) as refused:
        files.take(upload(file_samples.PDF), draft_id=draft)
    assert (refused.value.reason, CaseFile.objects.count()) == ("too_many", 5)


def test_contents_that_no_row_names_go_after_a_day(draft: UUID) -> None:
    kept = files.take(upload(file_samples.PDF), draft_id=draft)
    lost = files.take(upload(file_samples.PDF), draft_id=draft)
    CaseFile.objects.filter(pk=lost.pk).delete()
    assert orphaned_files.delete_orphans() == 0
    assert orphaned_files.delete_orphans(kept.created_at + 2 * orphaned_files.PATIENCE) >= 1
    found = [default_storage.exists(file.content.name) for file in (kept, lost)]
    assert found == [True, False]
