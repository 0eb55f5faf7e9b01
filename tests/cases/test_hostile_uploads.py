"""Hostile files by the API: a problem in words, no error of ours, nothing half stored."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.cases.domain import private_links
from cms.cases.models import CaseFile, Message
from school_support.domain import request_drafts
from tests.cases.case_histories import asked
from tests.cases.file_samples import HOSTILE, upload

from . import file_samples

pytestmark = pytest.mark.django_db
BASE = "/api/v2/school-support"


def stored() -> set[Path]:
    """Return what is stored of cases."""
    return {path for path in Path(settings.MEDIA_ROOT).glob("cases/*/*") if path.is_file()}


def drafts_files() -> str:
    """Return the address to which a new draft's files are sent."""
    token = (
        request_drafts.resume_url(request_drafts.start("uk", uuid4()))
        .rstrip("/")
        .rpartition("/")[2]
    )
    return f"{BASE}/drafts/{token}/files/"


def test_a_draft_takes_nothing_hostile(client: Client) -> None:
    url, before = drafts_files(), stored()
    answers = {
        what: client.post(url, {"file": upload(content)})
        for what, (content, _why) in HOSTILE.items()
    }
    told = {
        what: (answer.status_code, answer.headers["Content-Type"])
        for what, answer in answers.items()
    }
    assert told == dict.fromkeys(HOSTILE, (400, "application/problem+json"))
    assert (CaseFile.objects.count(), stored()) == (0, before)


def test_hostile_names_are_harmless(client: Client) -> None:
    url = drafts_files()
    names = (
        "../../../etc/cron.d/x",
        "a\u202efdp.exe",
        "x" * 10_000,
        "=cmd|' /C calc'!A0",
        "\x7f.pdf",
    )
    for name in names:
        file = SimpleUploadedFile("x", file_samples.PDF)
        file.name = name  # As it is: Django would clean it before it is sent.
        assert client.post(url, {"file": file}).status_code == 201
    for file_row in CaseFile.objects.all():
        assert (len(file_row.name) <= 104, file_row.name.isprintable()) == (True, True)
        assert file_row.content.name == f"cases/{file_row.pk.hex[:2]}/{file_row.pk.hex}"


def test_of_a_message_with_one_hostile_file_nothing_is_kept(client: Client) -> None:
    case = asked()
    url = f"{BASE}/requests/{private_links.token_of(case)}/messages/"
    before, rows = stored(), CaseFile.objects.count()
    sent = [upload(file_samples.PDF), upload(file_samples.TEXT), upload(HOSTILE["page"][0])]
    answer = client.post(url, {"text": "Proszę", "files": sent})
    assert (answer.status_code, answer.json()["reason"]) == (400, "type")
    many = client.post(
        url, {"text": "Proszę", "files": [upload(file_samples.PDF) for _each in range(6)]}
    )
    assert (many.status_code, many.json()["reason"]) == (400, "too_many")
    assert (Message.objects.count(), CaseFile.objects.count(), stored()) == (0, rows, before)
    good = client.post(url, {"text": "Proszę", "files": [upload(file_samples.PDF)]})
    assert good.status_code == 201
    assert len(stored() - before) == 1
