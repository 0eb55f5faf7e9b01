"""The form over HTTP: kept as typed, told what is wrong, gone on with by its link, sent once."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from cms.background.models import Letter
from cms.background.outbox.registry import composer_of
from cms.cases.domain import private_links
from cms.cases.models import Case, CaseFile
from cms.core.rate_limit import Limit
from school_support.api import request_drafts, requests
from school_support.models import RequestDraft, SupportKind, SupportRequest
from tests.cases import file_samples
from tests.factories.schools import SchoolFactory, SupportKindFactory
from tests.school_support.request_client import BASE, EMAIL, JSON, answers, send, token_in, whole

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
SENT = {"sent": True}


@pytest.fixture
def kind() -> SupportKind:
    return SupportKindFactory()


def begin(client: Client, locale: str = "uk") -> str:
    """Return the address of a new draft, below the API's."""
    answer = send(client, "drafts/", {"locale": locale})
    assert answer.status_code == 201
    url = answer.json()["resume_url"]
    assert url == f"{settings.SITE_URL}/{locale}/schools/request/{token_in(url)}/"
    return f"drafts/{token_in(url)}/"


def put(client: Client, draft: str, step: str, typed: Any, language: str = "en") -> Any:
    return client.put(
        f"{BASE}/{draft}{step}/",
        typed,
        content_type=JSON,
        headers={"Accept-Language": language},
    )


def filled(client: Client, typed: dict[str, Any]) -> str:
    draft = begin(client)
    for step, said in typed.items():
        assert put(client, draft, step, said).status_code == 200
    return draft


def shown(client: Client, draft: str) -> dict[str, Any]:
    answer = client.get(f"{BASE}/{draft}", headers={"Accept-Language": "en"})
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    found: dict[str, Any] = answer.json()
    return found


def states(draft: dict[str, Any]) -> dict[str, str]:
    return {one["step"]: one["state"] for one in draft["steps"]}


def letters(kind: str) -> list[Any]:
    return [composer_of(row.kind)(row.subject_id) for row in Letter.objects.filter(kind=kind)]


def test_what_was_typed_is_kept_and_what_is_wrong_is_told(client: Client) -> None:
    draft = begin(client)
    wrong = {"name": "", "town": "Poznań", "county": "9999"}
    told = put(client, draft, "school", wrong).json()
    assert told["answers"] == {"school": wrong}
    assert list(told["errors"]) == ["school"]
    assert list(told["errors"]["school"]) == ["county"]
    assert (states(told)["school"], states(told)["contact"]) == ("wrong", "empty")
    again = shown(client, draft)
    assert (again["answers"], again["errors"]) == (told["answers"], told["errors"])
    right = put(client, draft, "school", {**wrong, "name": "Szkoła", "county": "3064"}).json()
    assert (right["errors"], states(right)["school"]) == ({}, "done")


def test_rows_of_pupils_are_told_of_one_by_one(client: Client) -> None:
    row = {"language": "uk", "band": "4-6", "level": "A1"}
    rows = [{**row, "count": 3}, {**row, "count": 0}, {**row, "count": "wielu", "band": "?"}]
    told = put(client, begin(client), "pupils", {"groups": rows}).json()
    assert sorted(told["errors"]["pupils"]) == ["groups.1.count", "groups.2.band", "groups.2.count"]
    assert told["answers"]["pupils"]["groups"] == rows


def test_a_request_is_sent_once_and_the_draft_forgets(client: Client, kind: SupportKind) -> None:
    draft = filled(client, answers(kind))
    assert states(shown(client, draft)) == {
        "school": "done",
        "contact": "done",
        "pupils": "done",
        "support": "done",
        "tried": "skipped",
        "files": "empty",
        "consent": "done",
        "check": "empty",
    }
    first, second = (send(client, f"{draft}send/", {}) for _each in range(2))
    assert (first.status_code, first.json()) == (201, second.json())
    case = Case.objects.get()
    assert first.json() == {
        "reference": case.reference,
        "status_url": private_links.private_url(case),
    }
    after = shown(client, draft)
    assert (after["sent"], after["answers"]) == (first.json(), {})
    assert put(client, draft, "contact", {"name": "Inny"}).json()["answers"] == {}
    assert (case.email, case.locale, case.county) == (EMAIL, "uk", "3064")
    assert Letter.objects.filter(kind="desk.received").count() == 1


def test_what_is_missing_is_told_by_page_when_it_is_sent(client: Client, kind: SupportKind) -> None:
    typed = answers(kind)
    del typed["consent"], typed["contact"]
    answer = send(client, f"{filled(client, typed)}send/", {})
    assert (answer.status_code, answer.json()["reason"]) == (409, "incomplete")
    assert sorted(answer.json()["errors"]) == ["consent.consent", "contact.email", "contact.name"]
    assert not Case.objects.exists()


def test_what_was_tried_counts_only_where_it_is_asked_for(client: Client) -> None:
    for asks, state, stored in ((True, "done", "Koło"), (False, "skipped", "")):
        kind = SupportKindFactory(asks_what_was_tried=asks)
        draft = filled(client, answers(kind, tried={"tried": "Koło"}))
        assert states(shown(client, draft))["tried"] == state
        send(client, f"{draft}send/", {})
        assert SupportRequest.objects.latest("case__received_at").tried == stored


def test_files_come_along(client: Client, kind: SupportKind) -> None:
    draft = filled(client, answers(kind))
    sent = [
        client.post(f"{BASE}/{draft}files/", {"file": file_samples.upload(file_samples.PDF, name)})
        for name in ("a.pdf", "b.pdf")
    ]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert [file["name"] for file in shown(client, draft)["files"]] == ["a.pdf", "b.pdf"]
    removed = client.delete(f"{BASE}/{draft}files/{sent[0].json()['id']}/")
    assert removed.status_code == 204
    assert states(shown(client, draft))["files"] == "done"
    send(client, f"{draft}send/", {})
    assert [file.name for file in Case.objects.get().files.all()] == ["b.pdf"]
    late = client.post(f"{BASE}/{draft}files/", {"file": file_samples.upload(file_samples.PDF)})
    assert (late.status_code, CaseFile.objects.count()) == (400, 1)


def test_the_link_of_a_draft_is_mailed_to_its_own_address(
    client: Client, kind: SupportKind
) -> None:
    draft = begin(client)
    assert send(client, f"{draft}link/", {}).status_code == 400
    put(client, draft, "contact", answers(kind)["contact"])
    assert send(client, f"{draft}link/", {}).status_code == 202
    (mail,) = letters("school_support.draft_link")
    assert (mail.to, mail.language) == (EMAIL, "uk")
    assert draft.split("/")[1] in mail.links[0][1]


def test_a_draft_does_not_tell_which_school_asked_and_its_own_address_does(
    client: Client,
) -> None:
    kind, school = SupportKindFactory(name="Lekcje"), SchoolFactory()
    draft = filled(client, answers(kind, school={"rspo": school.rspo}))
    before = shown(client, draft)
    unknown = send(client, f"{draft}known-link/", {})
    assert letters("desk.link") == []
    earlier = whole(kind, school={"rspo": school.rspo})
    earlier["contact"]["email"] = "dyrektor@example.org"
    assert send(client, "requests/", earlier).status_code == 201
    assert shown(client, draft) == before
    known = send(client, f"{draft}known-link/", {})
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json()) == (202, SENT)
    (mail,) = letters("desk.link")
    assert mail.to == "dyrektor@example.org"


def test_a_school_is_not_written_to_without_end(client: Client, kind: SupportKind) -> None:
    school = SchoolFactory()
    draft = filled(client, answers(kind, school={"rspo": school.rspo}))
    assert send(client, "requests/", whole(kind, school={"rspo": school.rspo})).status_code == 201
    statuses = [send(client, f"{draft}known-link/", {}).status_code for _each in range(6)]
    assert statuses == [202, 202, 202, 202, 202, 429]
    assert len(letters("desk.link")) == 5


def test_other_kinds_and_other_schools_were_not_asked_for(client: Client) -> None:
    kind, school = SupportKindFactory(), SchoolFactory()
    send(client, "requests/", whole(kind, school={"rspo": school.rspo}))
    for typed in (
        answers(SupportKindFactory(), school={"rspo": school.rspo}),
        answers(kind, school={"rspo": SchoolFactory().rspo}),
        answers(kind),
    ):
        assert send(client, f"{filled(client, typed)}known-link/", {}).json() == SENT
    assert letters("desk.link") == []


def versions(client: Client, draft: str) -> dict[str, str]:
    return {step["step"]: step["version"] for step in shown(client, draft)["steps"]}


def keep(client: Client, draft: str, typed: dict[str, Any], seen: str) -> Any:
    headers = {"If-Match": f'"{seen}"'}
    url = f"{BASE}/{draft}contact/"
    return client.put(url, typed, content_type="application/json", headers=headers)


def test_two_devices_do_not_overwrite_each_other_in_silence(
    client: Client, kind: SupportKind
) -> None:
    draft, contact = begin(client), answers(kind)["contact"]
    seen = versions(client, draft)["contact"]
    phone, desktop = ({**contact, "name": name} for name in ("Ola Telefon", "Ola Komputer"))
    assert keep(client, draft, phone, seen).status_code == 200
    assert keep(client, draft, phone, seen).status_code == 200
    late = keep(client, draft, desktop, seen)
    assert (late.status_code, late.json()["reason"]) == (409, "changed")
    assert shown(client, draft)["answers"]["contact"] == phone
    on_purpose = keep(client, draft, desktop, versions(client, draft)["contact"])
    assert on_purpose.json()["answers"]["contact"] == desktop


def test_a_room_with_one_address_is_not_locked_out_by_typing_errors(
    client: Client, kind: SupportKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (request_drafts, requests):
        monkeypatch.setattr(place, "OF_CLIENT", Limit("test.room", 2, 3600))
    wrong = whole(kind, consent={"consent": False})
    assert {send(client, "requests/", wrong).status_code for _each in range(9)} == {400}
    begun = [filled(client, answers(kind)) for _each in range(3)]
    sent = [send(client, f"{draft}send/", {}) for draft in begun]
    assert [answer.status_code for answer in sent] == [201, 201, 429]


def test_who_must_wait_is_told_how_long_and_whom_to_call(
    client: Client, kind: SupportKind, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(requests, "OF_CLIENT", Limit("test.wait", 0, 3600))
    settings.CONTACT_PHONE = "+48 61 000 00 00"
    told = send(client, "requests/", whole(kind), language="pl")
    minutes = int(told["Retry-After"]) // 60
    assert told.status_code == 429
    assert "+48 61 000 00 00" in told.json()["detail"]
    assert str(minutes) in told.json()["detail"] or str(minutes + 1) in told.json()["detail"]


def test_what_looks_like_a_childs_data_is_shown_and_refuses_nothing(
    client: Client, kind: SupportKind
) -> None:
    typed = answers(kind)
    typed["support"]["situation"] = "Uczeń o numerze 44051401359"
    draft = filled(client, typed)
    assert [(one["field"], one["kind"]) for one in shown(client, draft)["warnings"]] == [
        ("support.situation", "pesel")
    ]
    assert send(client, f"{draft}send/", {}).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        '"x"',
        "null",
        "{",
        '{"other": 1}',
        '{"name": "a\\u0000"}',
        '{"name": "\\ud800"}',
        '{"name": {"\\u0000": 1}}',
    ],
)
def test_what_is_no_page_is_refused_and_not_kept(client: Client, body: str) -> None:
    draft = begin(client)
    answer = put(client, draft, "contact", body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert RequestDraft.objects.get().answers == {}


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ["x"], "email": {"a": 1}},
        {"name": 7, "phone": None},
        {"name": "x" * 10_000, "email": "a@b.pl\r\nBcc: c@d.pl"},
    ],
)
def test_nonsense_is_kept_as_typed_and_told(client: Client, typed: dict[str, Any]) -> None:
    draft = begin(client)
    told = put(client, draft, "contact", typed)
    assert (told.status_code, told.json()["answers"]["contact"]) == (200, typed)
    assert "email" in told.json()["errors"]["contact"]
    assert states(shown(client, draft))["contact"] == "wrong"


@pytest.mark.parametrize("step", ["files", "check", "nothing"])
def test_no_other_pages_are_kept(client: Client, step: str) -> None:
    assert put(client, begin(client), step, {}).status_code in {404, 405}
