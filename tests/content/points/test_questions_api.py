"""Questions to a point over HTTP."""

import json
from typing import Any, Final

import pytest
from django.test import Client

from cms.background.jobs.models import Job
from cms.background.models import Letter
from cms.cases.models import Case
from cms.content.points.api import questions
from cms.content.points.models import InformationPoint, PointQuestion
from cms.core import locales
from cms.core.rate_limit import Limit
from cms.delivery.models import IdempotentAnswer
from cms.users import roles
from tests.cases.recorded_effects import written
from tests.factories.cases import worker
from tests.factories.points import InformationPointFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db
TEXT: Final = "Kiedy przyjść?"


@pytest.fixture
def point() -> InformationPoint:
    found: InformationPoint = InformationPointFactory(title="Punkt Jeżyce", county="3064")
    return found


def wish(**changes: Any) -> dict[str, Any]:
    return {"locale": "uk", "email": "ola@example.org", "text": TEXT, "consent": True, **changes}


def ask(client: Client, pk: int, body: Any, key: str = "", language: str = "en") -> Any:
    headers = {"Accept-Language": language, **({"Idempotency-Key": key} if key else {})}
    path = f"/api/v2/points/{pk}/questions/"
    return client.post(path, body, content_type="application/json", headers=headers)


def test_a_question_gets_a_number_and_a_private_link(
    client: Client, point: InformationPoint
) -> None:
    adviser = worker("3064", role=roles.ADVISERS)
    answer = ask(client, point.pk, wish(name="Ola"))
    assert answer.status_code == 201
    case = Case.objects.get()
    assert (case.kind, case.county, case.about, case.locale) == (
        "question",
        "3064",
        "Punkt Jeżyce",
        "uk",
    )
    token = answer.json()["status_url"].rstrip("/").rpartition("/")[2]
    shown = client.get(f"/api/v2/questions/{token}/", headers={"Accept-Language": "uk"}).json()
    assert (shown["reference"], shown["details"]["text"]) == (answer.json()["reference"], TEXT)
    assert shown["details"]["point"]["html_url"].endswith(f"/uk/points/{point.slug}/")
    assert [mail.to for mail in written("new")] == [adviser.email]
    assert [mail.language for mail in written("received")] == ["uk"]


def test_a_point_is_asked_by_the_id_of_any_of_its_versions(
    client: Client, point: InformationPoint
) -> None:
    copy = translated(point, "uk", title="Пункт")
    assert ask(client, copy.pk, wish()).status_code == 201
    assert PointQuestion.objects.get().point_id == point.pk


def test_what_is_not_public_is_not_asked(client: Client, point: InformationPoint) -> None:
    InformationPoint.objects.update(live=False)
    hidden = InformationPointFactory(live=False)
    for pk in (hidden.pk, point.get_parent().pk, 0, 10**12):
        assert ask(client, pk, wish()).status_code == 404
    assert not Case.objects.exists()


def test_the_same_key_is_one_question(client: Client, point: InformationPoint) -> None:
    first, second = (ask(client, point.pk, wish(), key="k") for _each in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert ask(client, point.pk, wish(text="Inne"), key="k").status_code == 422
    assert (Case.objects.count(), Letter.objects.count()) == (1, 1)
    assert "ola@" not in str(IdempotentAnswer.objects.values().get())


WRONG: Final[list[tuple[str, Any]]] = [
    ("email", "ola@example.org\r\nBcc: all@example.org"),
    ("email", ""),
    ("email", "o" * 10_000 + "@example.org"),
    ("name", "Ola\x00"),
    ("name", "Ola\nBcc: x"),
    ("name", "x" * 10_000),
    ("text", ""),
    ("text", "x" * 10_000),
    ("text", "a\x00"),
    ("text", "\ud800"),
    ("consent", False),
    ("consent", "perhaps"),
    ("locale", "de"),
]


@pytest.mark.parametrize(
    ("field", "value"), WRONG, ids=[f"{row[0]}-{n}" for n, row in enumerate(WRONG)]
)
def test_what_is_wrong_is_told_in_every_language_and_nothing_is_kept(
    client: Client, point: InformationPoint, field: str, value: Any
) -> None:
    told: dict[str, str] = {}
    for code in locales.CODES:
        answer = ask(client, point.pk, json.dumps(wish(**{field: value})), "k", code)
        assert (answer.status_code, list(answer.json().get("errors", {field: 0}))) == (400, [field])
        errors = answer.json().get("errors", {field: [answer.json()["title"]]})
        told[code] = str(errors)
    assert [code for code in told if code != "en" and told[code] == told["en"]] == []
    assert not Case.objects.exists()
    assert not Letter.objects.exists()
    assert not IdempotentAnswer.objects.exists()


def test_one_point_is_not_asked_without_end(
    client: Client, point: InformationPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "OF_TARGET", Limit("test.points", 2, 3600))
    statuses = [ask(client, point.pk, wish()).status_code for _each in range(3)]
    assert statuses == [201, 201, 429]
    other = InformationPointFactory()
    assert ask(client, other.pk, wish()).status_code == 201


def test_jobs_and_logs_name_nobody(
    client: Client, point: InformationPoint, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    ask(client, point.pk, wish(name="Kanarek", text="Kanarek", email="kanarek@example.org"))
    stored = str(list(Job.objects.values("name", "key", "args"))) + str(
        list(Letter.objects.values())
    )
    assert "kanarek" not in (stored + caplog.text).lower()
