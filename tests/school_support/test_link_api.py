"""What a school does by its private link: write, withdraw, rate, have the link sent again."""

from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.background.models import Letter
from cms.cases.api import views
from cms.cases.domain import case_actions, case_merge, case_messages, private_links
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import Outcome
from cms.cases.models import Case, Message
from cms.core import locales
from cms.core.rate_limit import Limit
from tests.cases.case_histories import asked, worked_on
from tests.cases.recorded_effects import written
from tests.factories.cases import COUNTY, EMAIL, new_case, worker
from tests.school_support.request_client import BASE, send

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
# Statements of cases and requests by which a case is shown, however much was said in it.
SHOWING: Final = 13


def path_of(case: Case, *rest: str) -> str:
    return "/".join(["requests", private_links.token_of(case), *rest, ""])


def shown(client: Client, case: Case, language: str = "en") -> dict[str, Any]:
    answer = client.get(f"{BASE}/{path_of(case)}", headers={"Accept-Language": language})
    found: dict[str, Any] = answer.json()
    return found


def test_both_sides_are_read_and_notes_are_not(client: Client) -> None:
    case = worked_on()
    said = shown(client, case)
    assert [one["voice"] for one in said["messages"]] == ["desk", "sender"]
    assert said["messages"][0]["author"] == "Ewa"
    assert [one["action"] for one in said["events"]] == ["received", "started"]
    assert (len(said["files"]), len(said["appointments"])) == (1, 1)
    file = client.get(
        said["files"][0]["url"].partition("127.0.0.1:8000")[2] or said["files"][0]["url"]
    )
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert case.email not in str(said)


def test_a_text_is_only_checked_when_that_is_asked(client: Client) -> None:
    case = new_case()
    body = {"text": "Uczeń 44051401359", "check": True}
    answer = send(client, path_of(case, "messages"), body)
    assert (answer.status_code, [one["kind"] for one in answer.json()["warnings"]]) == (
        200,
        ["pesel"],
    )
    assert not Message.objects.exists()
    answer = send(client, path_of(case, "messages"), {**body, "check": False})
    assert (answer.status_code, answer.json()["voice"]) == (201, "sender")
    assert Case.objects.get().unanswered_since is not None


def test_a_check_of_no_text_finds_nothing(client: Client) -> None:
    answer = send(client, path_of(new_case(), "messages"), {"check": True})
    assert (answer.status_code, answer.json()) == (200, {"warnings": []})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": " "},
        {"text": "x" * 10_000},
        {"text": "a\x00"},
        '{"text": "\\ud800"}',
        {"text": ["x"]},
        [],
        "{",
    ],
)
def test_a_message_that_is_none_is_refused_in_every_language(client: Client, body: Any) -> None:
    case, told = new_case(), {}
    for code in locales.CODES:
        answer = send(client, path_of(case, "messages"), body, language=code)
        assert answer.status_code == 400
        told[code] = f"{answer.json()['title']} {answer.json().get('errors', '')}"
    assert len(set(told.values())) == len(locales.CODES)
    assert not Message.objects.exists()


def test_withdrawing_is_done_once(client: Client) -> None:
    case = new_case()
    for _each in range(2):
        answer = send(client, path_of(case, "withdraw"), {})
        assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert case.events.filter(action="withdrawn").count() == 1
    assert answer.json()["can"] == {"write": True, "withdraw": False, "rate": False}


def test_what_does_not_fit_the_state_is_refused_in_every_language(client: Client) -> None:
    case, by = new_case(), worker(COUNTY)
    told = set()
    for code in locales.CODES:
        answer = send(client, path_of(case, "rating"), {"stars": 5}, language=code)
        assert (answer.status_code, answer.json()["reason"]) == (409, "state")
        told.add(answer.json()["detail"])
    assert len(told) == len(locales.CODES)
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED, seen=EVERYTHING)
    assert send(client, path_of(case, "withdraw"), {}).status_code == 409
    for stars in (0, 6, None, "x", 4.5, True):
        wrong = send(client, path_of(case, "rating"), {"stars": stars})
        assert (stars, wrong.status_code) == (stars, 400)
    answer = send(client, path_of(case, "rating"), {"stars": 4, "comment": "Dobrze"})
    assert answer.json()["rating"] == {"stars": 4, "comment": "Dobrze"}
    assert answer.json()["outcome"] == "helped"


def test_a_joined_case_shows_where_the_other_one_stands(client: Client) -> None:
    case, main, by = new_case(), new_case(), worker(COUNTY)
    case_messages.write(main.pk, text="Tylko do drugiej", by=by, seen=EVERYTHING)
    case_merge.merge(case.pk, into=main.pk, by=by)
    case_actions.start(main.pk, by=by, message="Do obu", seen=EVERYTHING)
    said = shown(client, case)
    assert (said["state"], said["merged_into"]) == ("in_progress", main.reference)
    assert [one["text"] for one in said["messages"]] == ["Do obu"]
    assert send(client, path_of(case, "messages"), {"text": "Dzięki"}).status_code == 201
    assert case.messages.filter(text="Dzięki").exists()


def test_the_link_is_sent_again_and_nobody_learns_whether_it_was(client: Client) -> None:
    case = new_case()
    loose = case.reference.lower().replace("-", " ")
    bodies = [
        {"reference": loose, "email": EMAIL.upper()},
        {"reference": loose, "email": "kto@example.org"},
        {"reference": "WS-3333-33", "email": EMAIL},
    ]
    answers = [send(client, "requests/links/", body) for body in bodies]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (202, answers[0].content)
    }
    assert Letter.objects.filter(kind="desk.link").count() == 1
    (mail,) = written("link")
    assert (mail.to, mail.links[0][1]) == (EMAIL, private_links.private_url(case))


def test_links_are_not_asked_for_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "OF_LINKS", Limit("test.links", 2, 3600))
    body = {"reference": "WS-3333-33", "email": EMAIL}
    statuses = [send(client, "requests/links/", body).status_code for _each in range(3)]
    assert statuses == [202, 202, 429]


def test_addresses_are_not_tried_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "OF_READING", Limit("test.reading", 2, 3600))
    statuses = [client.get(f"{BASE}/requests/{'a' * 26}/").status_code for _each in range(3)]
    assert statuses == [404, 404, 429]


def test_a_long_conversation_costs_no_more_statements(client: Client) -> None:
    by, counts = worker(COUNTY), []
    short, long = asked(), asked()
    for number in range(6):
        case_messages.write(long.pk, text=f"{number}", by=by, seen=EVERYTHING)
        case_messages.hear(long.pk, text=f"{number}")
    case_messages.write(short.pk, text="1", by=by, seen=EVERYTHING)
    for case in (short, long):
        with CaptureQueriesContext(connection) as queries:
            shown(client, case)
        ours = ("desk_", "school_support_")
        asked_for = [query["sql"] for query in queries.captured_queries]
        counts.append(sum(any(name in sql for name in ours) for sql in asked_for))
    assert counts == [SHOWING, SHOWING]
