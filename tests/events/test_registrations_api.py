"""Signing up and the private link over HTTP."""

from typing import Any

import pytest
from django.test import Client

from cms.background.models import Letter
from cms.delivery.models import IdempotentAnswer
from events.domain.registrations import availability_of
from events.models import Group, Registration
from tests.factories.events import open_group, sign_up, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
QUESTIONS = ["ages", "phone"]
STRANGER = "a" * 26


@pytest.fixture
def group() -> Group:
    return open_group(capacity=3, questions=QUESTIONS)


def wish(to: Group, **changes: Any) -> dict[str, Any]:
    said = {"ages": [7, 9], "phone": "+48 000 000 001", "email": "mama@example.org"}
    return {"group": to.pk, "locale": "uk", "consent": True, **said, **changes}


def post(client: Client, group: Group, body: Any, key: str = "", language: str = "en") -> Any:
    headers = {"Accept-Language": language, **({"Idempotency-Key": key} if key else {})}
    path = f"/api/v2/activities/{group.activity_id}/registrations/"
    return client.post(path, body, content_type="application/json", headers=headers)


def test_a_family_gets_its_places_and_a_private_link(client: Client, group: Group) -> None:
    answer = post(client, group, wish(group))
    assert answer.status_code == 201
    said = answer.json()
    token = said.pop("status_url").rstrip("/").rpartition("/")[2]
    assert said == {"state": "confirmed", "size": 2, "position": None}
    shown = client.get(f"/api/v2/registrations/{token}/")
    assert (shown.json()["ages"], shown.json()["can"]["withdraw"]) == ([7, 9], True)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert token not in str(Registration.objects.values().get())


def test_the_same_key_signs_up_once_and_is_answered_the_same(client: Client, group: Group) -> None:
    first, second = [post(client, group, wish(group), key="k-1") for _each in range(2)]
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert Registration.objects.count() == 1
    stored = str(IdempotentAnswer.objects.values().get())
    assert "mama@" not in stored
    assert first.json()["status_url"].rstrip("/").rpartition("/")[2] not in stored


def test_a_key_with_another_body_is_refused(client: Client, group: Group) -> None:
    post(client, group, wish(group), key="k-1")
    answer = post(client, group, wish(group, ages=[7]), key="k-1")
    assert (answer.status_code, Registration.objects.count()) == (422, 1)


def test_a_refusal_is_not_kept_for_a_key(client: Client, group: Group) -> None:
    Group.objects.update(cancelled_at="2026-01-01T00:00Z")
    assert post(client, group, wish(group), key="k").json()["reason"] == "cancelled"
    Group.objects.update(cancelled_at=None)
    assert post(client, group, wish(group), key="k").status_code == 201


def test_what_the_organiser_does_not_ask_is_not_kept(client: Client, group: Group) -> None:
    assert post(client, group, wish(group, name="Ola", needs="dieta")).status_code == 201
    found = Registration.objects.get()
    assert (found.name, found.needs, found.phone) == ("", "", "+48 000 000 001")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ages": []}, "ages"),
        ({"ages": [7, None]}, "ages"),
        ({"ages": [121]}, "ages"),
        ({"ages": "seven"}, "ages"),
        ({"phone": ""}, "phone"),
        ({"phone": "zero"}, "phone"),
        ({"email": "mama@example.org\r\nBcc: all@example.org"}, "email"),
        ({"email": "mama"}, "email"),
        ({"locale": "de"}, "locale"),
        ({"consent": False}, "consent"),
        ({"ages": [7] * 5}, "size"),
        ({"phone": "0\x00"}, "phone"),
        ({"group": "x"}, "group"),
    ],
)
def test_what_is_wrong_is_told_by_field(
    client: Client, group: Group, changes: dict[str, Any], field: str
) -> None:
    answer = post(client, group, wish(group, **changes))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert not Registration.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("body", ["[]", '"x"', "null", "{", '{"group": {}}'])
def test_a_body_that_is_no_sign_up_is_refused(client: Client, group: Group, body: str) -> None:
    assert post(client, group, body).status_code == 400


def test_a_wrong_age_is_told_in_words_once(client: Client, group: Group) -> None:
    errors = post(client, group, wish(group, ages=[121, 122])).json()["errors"]
    assert errors == {"ages": ["Ensure this value is less than or equal to 120."]}


def test_what_is_nested_deeper_than_any_form_is_refused(client: Client, group: Group) -> None:
    deep: list[Any] = []
    for _each in range(400):
        deep = [deep]
    assert post(client, group, wish(group, more=deep), key="k").status_code == 400


def test_a_hidden_group_and_another_activitys_are_not_found(client: Client, group: Group) -> None:
    other = open_group()
    path = f"/api/v2/activities/{other.activity_id}/registrations/"
    assert client.post(path, wish(group), content_type="application/json").status_code == 404
    Group.objects.filter(pk=group.pk).update(is_public=False)
    assert post(client, group, wish(group)).status_code == 404


def test_changing_withdrawing_and_answering_by_the_link(client: Client, group: Group) -> None:
    first, second = sign_up(group, 3, ages=(7, 8, 9)), sign_up(group, 1, ages=(7,))
    path = f"/api/v2/registrations/{token_of(first)}/"
    changed = client.patch(path, {"ages": [7, 8]}, content_type="application/json").json()
    assert (changed["size"], changed["state"]) == (2, "confirmed")
    offer = f"/api/v2/registrations/{token_of(second)}/offer/"
    for _each in range(2):
        accepted = client.post(offer, {"accept": True}, content_type="application/json")
        assert (accepted.status_code, accepted.json()["state"]) == (200, "confirmed")
    for _each in range(2):
        assert client.delete(path).json()["state"] == "withdrawn"
    assert availability_of([group.pk])[group.pk].taken == 1


@pytest.mark.parametrize("accept", [None, "perhaps", [], {}])
def test_an_answer_is_yes_or_no(client: Client, group: Group, accept: object) -> None:
    path = f"/api/v2/registrations/{token_of(sign_up(group))}/offer/"
    answer = client.post(path, {"accept": accept}, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"phone": ""}, "phone"), ({"ages": []}, "ages"), ({"ages": [None]}, "ages")],
)
def test_a_change_takes_nothing_back_that_is_asked_for(
    client: Client, group: Group, changes: dict[str, Any], field: str
) -> None:
    path = f"/api/v2/registrations/{token_of(sign_up(group, ages=(7,)))}/"
    answer = client.patch(path, changes, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_who_has_a_place_chooses_by_the_link_of_what_they_are_reminded(
    client: Client, group: Group
) -> None:
    person = sign_up(group, ages=(7,))
    path = f"/api/v2/registrations/{token_of(person)}/"
    said = client.get(path).json()
    assert said["reminders"] == group.reminders
    changed = client.patch(path, {"reminders": "none"}, content_type="application/json")
    assert (changed.status_code, changed.json()) == (200, {**said, "reminders": "none"})
    wrong = client.patch(path, {"reminders": "hourly"}, content_type="application/json")
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["reminders"])
    person.refresh_from_db()
    assert person.reminders == "none"


def test_an_offer_that_is_gone_says_why_in_the_readers_language(
    client: Client, group: Group
) -> None:
    path = f"/api/v2/registrations/{token_of(sign_up(group))}/offer/"
    answer = client.post(
        path, {"accept": False}, content_type="application/json", headers={"Accept-Language": "en"}
    )
    assert (answer.status_code, answer.json()["reason"]) == (409, "answered")


@pytest.mark.parametrize("token", [STRANGER, "x", "A" * 26, "a" * 400])
def test_a_strangers_token_finds_nothing(client: Client, token: str) -> None:
    found = {
        client.get(f"/api/v2/registrations/{token}/").status_code,
        client.delete(f"/api/v2/registrations/{token}/").status_code,
        client.get(f"/api/v2/registrations/{token}/calendar.ics").status_code,
        client.post(
            f"/api/v2/registrations/{token}/offer/",
            {"accept": True},
            content_type="application/json",
        ).status_code,
    }
    assert found == {404}


def test_one_address_cannot_try_links_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cms.core.rate_limit import Limit
    from events.api import registrations

    monkeypatch.setattr(registrations, "OF_LINKS", Limit("test.links", 3, 3600))
    statuses = [client.get(f"/api/v2/registrations/{STRANGER}/").status_code for _each in range(4)]
    assert statuses == [404, 404, 404, 429]
