"""Files wait until clamd has looked through them; those with a virus go."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.background.jobs.models import Job
from cms.background.jobs.runner import run_due
from cms.cases.domain import files, virus_scan
from cms.cases.enums import FileState
from cms.cases.models import CaseFile
from tests.cases.clamd import EICAR, SIZE_LIMIT, clamd
from tests.cases.file_samples import upload

from . import file_samples

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def scanner(settings: Settings) -> Iterator[None]:
    """Have a scanner that works."""
    with clamd() as url:
        settings.CLAMAV_URL = url
        yield


def sent(content: bytes) -> CaseFile:
    """Return a file that was just sent."""
    return files.take(upload(content, "a.txt"), draft_id=uuid4())


def state_of(file: CaseFile) -> FileState:
    """Return the state of a file as it is stored."""
    return FileState(CaseFile.objects.values_list("state", flat=True).get(pk=file.pk))


@pytest.mark.usefixtures("scanner")
def test_a_harmless_file_is_given_out_once_it_was_looked_through() -> None:
    file = sent(file_samples.TEXT)
    assert state_of(file) == FileState.WAITING
    assert run_due() == 1
    assert state_of(file) == FileState.CLEAN
    file.refresh_from_db()
    answer = files.answer(file)
    assert answer.status_code == 200
    answer.close()


@pytest.mark.usefixtures("scanner")
def test_of_a_file_with_a_virus_only_the_row_stays() -> None:
    file = sent(b"hello " + EICAR)
    assert run_due() == 1
    assert state_of(file) == FileState.INFECTED
    assert CaseFile.objects.get(pk=file.pk).content.name == ""
    assert not default_storage.exists(file.content.name)


def test_while_the_scanner_is_down_files_wait_and_are_asked_about_again(
    settings: Settings,
) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"  # Nobody listens there.
    file = sent(file_samples.TEXT)
    run_due()
    job = Job.objects.get(name="desk.scan_file")
    assert (state_of(file), job.attempts, job.last_error) == (
        FileState.WAITING,
        1,
        "ScannerError: clamd cannot be asked: ConnectionRefusedError",
    )
    Job.objects.all().delete()  # As if it had given up.
    assert virus_scan.ask_again() == 0
    later = timezone.now() + virus_scan.PATIENCE + timedelta(minutes=1)
    assert virus_scan.ask_again(later) == 1
    with clamd() as settings.CLAMAV_URL:
        assert run_due() == 1
    assert state_of(file) == FileState.CLEAN


@pytest.mark.usefixtures("scanner")
def test_an_answer_that_is_none_is_no_clean_file() -> None:
    file = sent(b"a" * (SIZE_LIMIT + 1))
    with pytest.raises(virus_scan.ScannerError):
        virus_scan.scan(file.pk)
    assert state_of(file) == FileState.WAITING


@pytest.mark.usefixtures("scanner")
def test_a_file_that_was_removed_meanwhile_is_not_missed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    file = sent(file_samples.TEXT)
    with django_capture_on_commit_callbacks(execute=True):
        files.remove(file)
    assert run_due() == 1
    assert Job.objects.get(name="desk.scan_file").last_error == ""


def test_where_the_scanner_was_taken_away_nothing_waits_for_it(settings: Settings) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"
    file = sent(file_samples.TEXT)
    settings.CLAMAV_URL = ""
    assert virus_scan.ask_again() == 1
    assert state_of(file) == FileState.UNCHECKED
