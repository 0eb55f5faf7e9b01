"""A whole request at once: taken once, or refused in words with nothing kept of it."""

import json
import logging
from typing import Any, Final

import pytest
from django.test import Client

from cms.background.jobs.models import Job
from cms.background.models import Letter
from cms.cases.domain import case_creation
from cms.cases.models import Case, CaseFile
from cms.core import locales
from cms.core.rate_limit import Limit
from cms.delivery.models import IdempotentAnswer
from school_support.api import requests
from school_support.models import RequestDraft, SupportKind
from tests.cases import file_samples
from tests.factories.cases import COUNTY, worker
from tests.factories.schools import SchoolFactory, SupportKindFactory
from tests.school_support.request_client import BASE, send, token_in, whole

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
CANARY: Final = "Kanarek"


@pytest.fixture
def kind() -> SupportKind:
    return SupportKindFactory(name="Lekcje")


def nothing_is_kept() -> bool:
    models = (Case, CaseFile, Letter, IdempotentAnswer)
    return not any(model.objects.exists() for model in models)


def changed(body: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """Return a request with one value, at a dotted place, changed."""
    page, _dot, name = place.partition(".")
    return {**body, page: {**body[page], name: value} if name else value}


def test_a_school_gets_a_number_and_a_private_link(client: Client, kind: SupportKind) -> None:
    school = SchoolFactory(name="Liceum", town="Gniezno")
    answer = send(client, "requests/", whole(kind, school={"rspo": school.rspo}))
    assert answer.status_code == 201
    said = answer.json()
    token = token_in(said["status_url"])
    found = client.get(f"{BASE}/requests/{token}/", headers={"Accept-Language": "pl"})
    shown = found.json()
    assert (shown["reference"], shown["state"], shown["about"]) == (
        said["reference"],
        "received",
        "Liceum",
    )
    assert (shown["details"]["town"], shown["details"]["pupils"]) == ("Gniezno", 3)
    assert shown["can"] == {"write": True, "withdraw": True, "rate": False}
    assert found.headers["Cache-Control"] == "private, no-store"
    assert found.headers["Referrer-Policy"] == "no-referrer"
    assert token not in str(Case.objects.values().get())


def test_files_come_in_the_same_form(client: Client, kind: SupportKind) -> None:
    form = {
        "request": json.dumps(whole(kind)),
        "files": [file_samples.upload(file_samples.PDF, "a.pdf")],
    }
    assert client.post(f"{BASE}/requests/", form).status_code == 201
    assert Case.objects.get().files.get().name == "a.pdf"


def test_a_refused_file_refuses_all_of_it(client: Client, kind: SupportKind) -> None:
    for files in (
        [file_samples.upload(b"MZ\x00")],
        [file_samples.upload(file_samples.PDF) for _each in "123456"],
    ):
        form = {"request": json.dumps(whole(kind)), "files": files}
        answer = client.post(f"{BASE}/requests/", form, headers={"Idempotency-Key": "k"})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["files"])
    assert nothing_is_kept()


def test_another_file_of_the_same_length_is_no_repeat(client: Client, kind: SupportKind) -> None:
    other = file_samples.PDF[:-1] + bytes([file_samples.PDF[-1] ^ 1])
    assert (len(other), other == file_samples.PDF) == (len(file_samples.PDF), False)
    answered = []
    for content in (file_samples.PDF, file_samples.PDF, other):
        files = [file_samples.upload(content, "a.pdf")]
        form = {"request": json.dumps(whole(kind)), "files": files}
        answer = client.post(f"{BASE}/requests/", form, headers={"Idempotency-Key": "k"})
        answered.append(answer.status_code)
    assert answered == [201, 201, 422]


def test_the_same_key_is_one_request_with_one_answer(client: Client, kind: SupportKind) -> None:
    first, second = (send(client, "requests/", whole(kind), key="k") for _each in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert (Case.objects.count(), Letter.objects.filter(kind="desk.received").count()) == (1, 1)
    stored = str(IdempotentAnswer.objects.values().get())
    assert "example.org" not in stored
    assert token_in(first.json()["status_url"]) not in stored
    other = changed(whole(kind), "contact.name", "Ktoś inny")
    assert send(client, "requests/", other, key="k").status_code == 422
    assert Case.objects.count() == 1
    assert send(client, "requests/", other, key="k2").status_code == 201


def test_drafts_and_messages_have_keys_as_well(client: Client, kind: SupportKind) -> None:
    for path, count in (("drafts/", RequestDraft.objects.count),):
        answers = [send(client, path, {"locale": "pl"}, key="k").content for _each in range(2)]
        assert (answers[0], count()) == (answers[1], 1)
    token = token_in(send(client, "requests/", whole(kind)).json()["status_url"])
    path = f"requests/{token}/messages/"
    said = [send(client, path, {"text": "Halo"}, key="k").content for _each in range(2)]
    assert (said[0], Case.objects.get().messages.count()) == (said[1], 1)
    assert send(client, path, {"text": "Inne"}, key="k").status_code == 422


WRONG: Final[list[tuple[str, Any, str]]] = [
    ("contact.email", "ola@example.org\r\nBcc: all@example.org", "contact"),
    ("contact.email", "ola@example.org\nSubject: x", "contact"),
    ("contact.email", "ola", "contact"),
    ("contact.email", "o" * 10_000 + "@example.org", "contact"),
    ("contact.name", "Ola\x00", "contact"),
    ("contact.name", "Ola\nBcc: all@example.org", "contact"),
    ("contact.name", "x" * 10_000, "contact"),
    ("contact.name", "\ud800", "contact"),
    ("contact.phone", "zadzwoń", "contact"),
    ("school.name", "x" * 10_000, "school"),
    ("school.rspo", "000000000", "school"),
    ("school.county", "0000", "school"),
    ("pupils.groups", [], "pupils"),
    ("pupils.groups", [{"language": "uk", "band": "4-6", "level": "A1", "count": -1}], "pupils"),
    ("pupils.groups", [{"language": "xx", "band": "4-6", "level": "A1", "count": 1}], "pupils"),
    ("pupils.groups", [{"count": 1}] * 1000, "pupils"),
    ("pupils.groups", "wszyscy", "pupils"),
    ("support.kinds", [], "support"),
    ("support.kinds", ["00000000-0000-4000-8000-000000000009"], "support"),
    ("support.kinds", ["x"], "support"),
    ("support.situation", "x" * 10_000, "support"),
    ("support.situation", "a\x00b", "support"),
    ("support.situation", "\udfff", "support"),
    ("consent.consent", False, "consent"),
    ("locale", "de", "locale"),
]


@pytest.mark.parametrize(
    ("place", "value", "page"), WRONG, ids=[f"{row[0]}-{n}" for n, row in enumerate(WRONG)]
)
def test_what_is_wrong_is_told_in_every_language_and_nothing_is_kept(
    client: Client, kind: SupportKind, place: str, value: Any, page: str
) -> None:
    body = json.dumps(changed(whole(kind), place, value))
    told: dict[str, list[str]] = {}
    for code in locales.CODES:
        answer = send(client, "requests/", body, key="k", language=code)
        assert (answer.status_code, answer.headers["Content-Type"]) == (
            400,
            "application/problem+json",
        )
        errors = answer.json().get("errors", {})
        if errors:  # A lone surrogate is no JSON: there is no field to tell.
            assert {name.partition(".")[0] for name in errors} == {page}
        told[code] = [answer.json()["title"], *_texts(errors)]
    english = told.pop("en")
    assert [code for code, texts in told.items() if set(texts) & set(english)] == []
    assert nothing_is_kept()


def _texts(errors: Any) -> list[str]:
    """Return the texts in errors, however they are nested."""
    if isinstance(errors, str):
        return [errors]
    values = errors.values() if isinstance(errors, dict) else errors
    return [text for each in values for text in _texts(each)]


@pytest.mark.parametrize("body", ["[]", '"x"', "null", "{", '{"school": 7}', '{"pupils": []}'])
def test_a_body_that_is_no_request_is_refused(client: Client, body: str) -> None:
    assert send(client, "requests/", body).status_code == 400
    assert client.post(f"{BASE}/requests/", {"request": body}).status_code == 400
    assert client.post(f"{BASE}/requests/", {"other": "x"}).status_code == 400
    assert nothing_is_kept()


def test_formulas_and_markup_are_kept_as_text(client: Client, kind: SupportKind) -> None:
    text = '=HYPERLINK("x") <script>alert(1)</script> {{ 7*7 }} %s'
    body = changed(whole(kind), "support.situation", text)
    token = token_in(send(client, "requests/", body).json()["status_url"])
    assert client.get(f"{BASE}/requests/{token}/").json()["details"]["situation"] == text


def test_two_who_ask_at_once_get_two_numbers(
    client: Client, kind: SupportKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["WS-7KQ4-M9", "WS-7KQ4-M9", "WS-7KQ4-MA"])
    monkeypatch.setattr(case_creation, "new_reference", lambda _prefix: next(drawn))
    told = [send(client, "requests/", whole(kind)).json()["reference"] for _each in range(2)]
    assert told == ["WS-7KQ4-M9", "WS-7KQ4-MA"]


def test_one_address_cannot_send_without_end(
    client: Client, kind: SupportKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "OF_CLIENT", Limit("test.requests", 2, 3600))
    answers = [send(client, "requests/", whole(kind)) for _each in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_nothing_personal_is_in_jobs_letters_logs_and_addresses(
    client: Client, kind: SupportKind, caplog: pytest.LogCaptureFixture
) -> None:
    worker(COUNTY)
    caplog.set_level(logging.INFO)
    contact = {
        "name": CANARY,
        "role": CANARY,
        "email": f"{CANARY}@example.org",
        "phone": "600600601",
    }
    body = changed(whole(kind, contact=contact), "support.situation", f"{CANARY} pisze")
    answer = send(client, "requests/", body, key=f"{CANARY}-key")
    token = token_in(answer.json()["status_url"])
    send(client, f"requests/{token}/messages/", {"text": f"{CANARY} 44051401359"}, key=CANARY)
    send(client, f"requests/{token}/messages/", {"text": CANARY * 2000})
    send(client, "requests/links/", {"reference": CANARY, "email": f"{CANARY}@example.org"})
    client.get(f"{BASE}/requests/{token[::-1]}/")
    stored = [
        *Job.objects.values_list("name", "key", "args"),
        *Letter.objects.values_list("key", "kind", "subject_id"),
        *IdempotentAnswer.objects.values_list("scope", "key_digest", "body_digest", "answer"),
        *Case.objects.get().events.values_list("action", "detail"),
    ]
    said = f"{stored} {caplog.text} {answer.json()}"
    assert [word for word in (CANARY, "600600601", "44051401359") if word in said] == []
    assert token not in f"{stored} {caplog.text}"
