"""A person gets a copy of their data, or has it deleted; nobody learns of it by the way."""

import io
import json
import logging
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.cases.domain import case_merge, case_messages, files, personal_data
from cms.cases.enums import Action, CaseState
from cms.cases.models import Case, CaseFile
from cms.users import roles
from cms.users.models import User
from school_support.domain import request_drafts
from school_support.domain.draft_retention import forget_drafts
from school_support.models import RequestDraft
from tests.cases.case_histories import (
    ANSWERS,
    EMAIL,
    SAID,
    administrator,
    asked,
    closed,
    everything_stored,
    worked_on,
)
from tests.factories.users import UserFactory

from . import file_samples

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def admin(client: Client) -> Client:
    """Return the browser of an administrator."""
    client.force_login(administrator())
    return client


def url() -> str:
    """Return the address of the page."""
    return reverse("desk:person_data")


def draft(email: str = EMAIL, days: int = 0) -> RequestDraft:
    """Return a request that somebody began so many days ago, with a file."""
    begun = request_drafts.start("pl", uuid4())
    request_drafts.put(begun, "contact", {**ANSWERS["contact"], "email": email})
    files.take(file_samples.upload(file_samples.PDF, f"{SAID}.pdf"), draft_id=begun.pk)
    when = timezone.now() - timedelta(days=days)
    RequestDraft.objects.filter(pk=begun.pk).update(changed_at=when)
    CaseFile.objects.filter(draft_id=begun.pk).update(created_at=when)
    return begun


def test_a_copy_holds_all_of_it_and_is_logged(admin: Client) -> None:
    case, _other = worked_on(), worked_on("other@example.org")
    answer = admin.post(url(), {"email": EMAIL.upper(), "action": "export"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="person-data.zip"'
    assert "no-store" in answer.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        copy = json.loads(archive.read("data.json"))
    [found] = copy["cases"]
    assert (found["reference"], found["contact"]["email"]) == (case.reference, EMAIL)
    assert (found["asked"]["situation"], found["asked"]["pupils"]) == (SAID, 3)
    assert [one["voice"] for one in found["messages"]] == ["desk", "sender"]
    assert [one["text"] for one in found["internal_notes"]] == [SAID]
    names = [one["name"] for one in (*found["files"], *found["messages"][1]["files"])]
    assert names == [f"{SAID}.pdf", f"{SAID}.txt"]
    last = case.events.last()
    assert last is not None
    assert (last.action, last.by) == (Action.EXPORTED, administrator())


def test_a_person_is_forgotten(
    admin: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    open_one, closed_one = worked_on(), closed(10)
    begun, other = draft(), asked("other@example.org")
    Case.objects.filter(pk=other.pk).update(contact_name="", contact_role="")
    form = {"email": EMAIL, "action": "erase"}
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(url(), form).status_code == 200  # The box was not ticked.
        assert personal_data.find(EMAIL).count() == 2
        answer = admin.post(url(), {**form, "is_asked_for": "on"}, follow=True)
    assert answer.redirect_chain == [(url(), 302)]
    assert "Usunięto dane osobowe w 2 sprawach." in answer.content.decode()
    own = Case.objects.exclude(pk=other.pk)
    assert set(own.values_list("state", flat=True)) == {CaseState.WITHDRAWN, CaseState.COMPLETED}
    for case in (open_one, closed_one):
        last = case.events.last()
        assert last is not None
        assert (last.action, last.by) == (Action.ANONYMISED, administrator())
    assert not RequestDraft.objects.filter(pk=begun.pk).exists()
    # What is left of it is the other one's: situation, what was tried, the name of the file.
    assert everything_stored().count(SAID) == 3


def test_what_somebody_said_in_a_joined_case_is_theirs_alone() -> None:
    main, own, somebody = asked("other@example.org"), asked(), administrator()
    case_merge.merge(own.pk, into=main.pk, by=somebody)
    with files.taking([file_samples.upload(file_samples.TEXT, "own.txt")], own) as kept:
        said = case_messages.hear(own.pk, text="own", file_ids=[file.pk for file in kept])
    other = case_messages.hear(main.pk, text="other")
    [found] = personal_data.export(EMAIL, somebody)["cases"]
    assert [one["text"] for one in found["messages"]] == ["own"]
    personal_data.erase(EMAIL, somebody)
    for message in (said, other):
        message.refresh_from_db()
    assert (said.text, other.text) == ("", "other")
    assert [one.name for one in said.files.all()] == [""]


def test_what_is_known_is_shown_and_nothing_of_others(admin: Client) -> None:
    case, other = asked(), asked("other@example.org")
    draft()
    shown = admin.post(url(), {"email": f" {EMAIL} "}).content.decode()
    assert (case.reference in shown, other.reference in shown) == (True, False)
    assert "1 zgłoszenie, którego jeszcze nie wysłano" in shown
    nobody = admin.post(url(), {"email": "nobody@example.org"}).content.decode()
    assert "O tym adresie nic nie wiadomo." in nobody
    asked_first = admin.post(url(), {"email": EMAIL, "action": "ask"}).content.decode()
    assert "Tego nie da się cofnąć." in asked_first
    assert personal_data.find(EMAIL).count() == 1


@pytest.mark.parametrize("email", ["", "no address", "a@b.c\r\nBcc: d@e.f", "a\0@example.org"])
def test_what_is_no_address_is_said_next_to_the_field(admin: Client, email: str) -> None:
    answer = admin.post(url(), {"email": email, "action": "erase", "is_asked_for": "on"})
    assert answer.status_code == 200
    assert "w-field__errors" in answer.content.decode()


def test_for_others_there_is_no_such_page(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    UserFactory(username="coordinator", role=roles.SCHOOL_COORDINATORS)
    somebody = User.objects.get(username="coordinator")
    client.force_login(somebody)
    for answer in (client.get(url()), client.post(url(), {"email": EMAIL, "action": "export"})):
        assert answer.status_code == 404
    assert [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING][:1] == [
        f"Refused: user {somebody.pk} has no right to desk:person_data."
    ]


def test_the_address_stands_in_no_log(admin: Client, caplog: pytest.LogCaptureFixture) -> None:
    asked()
    with caplog.at_level(logging.INFO):
        admin.post(url(), {"email": EMAIL, "action": "export"})
        admin.post(url(), {"email": EMAIL, "action": "erase", "is_asked_for": "on"})
    assert (EMAIL in caplog.text, "exported the data of a person: 1 cases" in caplog.text) == (
        False,
        True,
    )


def test_what_was_not_sent_goes_with_its_files(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.REQUEST_DRAFT_DAYS = 30
    old, young, lost = draft(days=31), draft(days=29), draft(days=31)
    RequestDraft.objects.filter(pk=lost.pk).delete()
    paths = {one.draft_id: one.content.name for one in CaseFile.objects.all()}
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_drafts() == 1
    assert list(RequestDraft.objects.all()) == [young]
    assert CaseFile.objects.get().draft_id == young.pk
    left = [default_storage.exists(paths[one.pk]) for one in (old, young, lost)]
    assert left == [False, True, False]
