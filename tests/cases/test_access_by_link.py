"""Private links: what is not theirs, or not any more, is not there; and the log says so."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cms.cases.domain import appointments, case_messages, files, private_links, retention
from cms.cases.enums import Meeting
from cms.cases.models import Case, Message
from school_support.domain import request_drafts
from school_support.models import RequestDraft
from tests.cases.case_histories import closed
from tests.factories.cases import COUNTY, QUESTION, new_case, worker

from . import file_samples

pytestmark = pytest.mark.django_db
STRANGER: Final = "a" * 26
BASES: Final = {"school_support": "school-support/requests", QUESTION: "questions"}


def statuses(client: Client, kind: str, token: str) -> dict[str, int]:
    """Return what every address below a private link answers."""
    url = f"/api/v2/{BASES[kind]}/{token}/"
    said = {"content_type": "application/json"}
    return {
        "show": client.get(url).status_code,
        "write": client.post(f"{url}messages/", {"text": "Halo"}, **said).status_code,
        "check": client.post(
            f"{url}messages/", {"text": "Halo", "check": True}, **said
        ).status_code,
        "withdraw": client.post(f"{url}withdraw/", {}, **said).status_code,
        "rate": client.post(f"{url}rating/", {"stars": 5}, **said).status_code,
        "file": client.get(f"{url}files/{uuid4()}/").status_code,
        "appointment": client.get(f"{url}appointments/{uuid4()}.ics").status_code,
    }


def refusals(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [one.getMessage() for one in caplog.records]
    return [line for line in found if line.startswith("Refused")]


@pytest.mark.parametrize("kind", BASES)
@pytest.mark.parametrize("token", [STRANGER, "x", "A" * 26, "a" * 400, "ą" * 26, "%00", "links"])
def test_a_strangers_token_finds_nothing_and_is_logged(
    client: Client, caplog: pytest.LogCaptureFixture, kind: str, token: str
) -> None:
    case = new_case(kind)
    found = statuses(client, kind, token)
    found.pop("show") if token == "links" else None
    assert set(found.values()) == {404}
    assert len(refusals(caplog)) >= len(found)
    assert token not in " ".join(refusals(caplog)) or token in {"x", "links"}
    case.refresh_from_db()
    assert (case.state, Message.objects.count()) == ("received", 0)


def test_a_token_of_the_other_kind_finds_nothing(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    for kind, other in (("school_support", QUESTION), (QUESTION, "school_support")):
        caplog.clear()
        token = private_links.token_of(new_case(kind))
        assert set(statuses(client, other, token).values()) == {404}
        assert len(refusals(caplog)) == 7
        assert token not in "".join(refusals(caplog))


def test_the_link_ends_with_the_texts(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    case = closed(settings.CASE_TEXT_DAYS + 1)
    token = private_links.token_of(case)
    shown = f"/api/v2/{BASES['school_support']}/{token}/"
    assert client.get(shown).status_code == 200  # Writing would keep the case for longer.
    retention.delete_due()
    assert set(statuses(client, "school_support", token).values()) == {404}
    assert len(refusals(caplog)) == 7


def test_what_belongs_to_another_case_is_not_there(client: Client) -> None:
    by, mine, other = worker(COUNTY), new_case(), new_case()
    begins = timezone.now() + timedelta(days=1)
    meeting = {"meeting": Meeting.PHONE, "ends_at": begins + timedelta(hours=1)}
    made = {
        case.pk: appointments.make(case.pk, by=by, starts_at=begins, **meeting)
        for case in (mine, other)
    }
    kept = {
        case.pk: files.take(file_samples.upload(file_samples.PDF), case=case)
        for case in (mine, other)
    }
    note_file = files.take(file_samples.upload(file_samples.TEXT), case=mine)
    case_messages.note(mine.pk, text="dla nas", by=by, file_ids=[note_file.pk])
    url = f"/api/v2/{BASES['school_support']}/{private_links.token_of(mine)}"

    def answered(case: Case) -> tuple[int, int]:
        return (
            client.get(f"{url}/files/{kept[case.pk].pk}/").status_code,
            client.get(f"{url}/appointments/{made[case.pk].pk}.ics").status_code,
        )

    assert (answered(mine), answered(other)) == ((200, 200), (404, 404))
    assert client.get(f"{url}/files/{note_file.pk}/").status_code == 404


def test_a_draft_is_found_by_its_own_link_until_it_expires(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    draft = request_drafts.start("uk", uuid4())
    token = request_drafts.resume_url(draft).rstrip("/").rpartition("/")[2]
    old = timezone.now() - timedelta(days=settings.REQUEST_DRAFT_DAYS, minutes=1)

    def found(name: str) -> list[int]:
        url, said = f"/api/v2/school-support/drafts/{name}/", {"content_type": "application/json"}
        return [
            client.get(url).status_code,
            client.put(f"{url}consent/", {"consent": True}, **said).status_code,
            client.post(
                f"{url}files/", {"file": file_samples.upload(file_samples.PDF)}
            ).status_code,
            client.post(f"{url}send/", **said).status_code,
            client.post(f"{url}link/", **said).status_code,
            client.post(f"{url}known-link/", **said).status_code,
        ]

    assert 404 not in found(token)[:3]
    RequestDraft.objects.update(changed_at=old)
    for name in (token, STRANGER, private_links.token_of(new_case())):
        caplog.clear()
        assert set(found(name)) == {404}
        assert len(refusals(caplog)) == 6
        assert name not in "".join(refusals(caplog))
