"""The same address twice, lost links, ages, pasted contacts, and what a limit counts."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.background.models import Letter
from events.api import registrations
from events.domain.link_recovery import compose
from events.domain.registrations import availability_of, withdraw
from events.domain.roster import board
from events.models import Group, Registration
from tests.events.test_registrations_api import post, wish
from tests.factories.events import open_group, sign_up, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LINK = "/api/v2/registrations/link/"


@pytest.fixture
def group() -> Group:
    return open_group(capacity=9, questions=["ages", "phone"], age_from=7, age_to=16)


def ask(client: Client, email: str) -> Any:
    said = {"email": email, "locale": "en"}
    return client.post(LINK, said, content_type="application/json")


def test_the_same_address_takes_a_second_place_only_on_purpose(
    client: Client, group: Group
) -> None:
    assert post(client, group, wish(group)).status_code == 201
    refused = post(client, group, wish(group, email="MAMA@example.org", ages=[8]))
    assert (refused.status_code, refused.json()["reason"]) == (409, "already")
    assert post(client, group, wish(group, ages=[8], again=True)).status_code == 201
    assert availability_of([group.pk])[group.pk].taken == 3
    shown = board(group, timezone.now())
    assert shown.doubles == {one.pk for one in Registration.objects.all()}


def test_the_same_phone_is_marked_and_another_is_not(group: Group) -> None:
    first = sign_up(group, phone="+48 000 000 001")
    second = sign_up(group, phone="000-000-001")
    sign_up(group, phone="+48 000 000 002")
    assert board(group, timezone.now()).doubles == {first.pk, second.pk}


def test_who_has_left_signs_up_again_without_being_asked(client: Client, group: Group) -> None:
    post(client, group, wish(group))
    withdraw(Registration.objects.get().pk)
    assert post(client, group, wish(group)).status_code == 201


@pytest.mark.parametrize("ages", [[6], [17], [10, 120]])
def test_ages_are_checked_whoever_sends_them(client: Client, group: Group, ages: list[int]) -> None:
    answer = post(client, group, wish(group, ages=ages))
    assert answer.status_code == 400
    assert answer.json()["errors"] == {"ages": ["This group is for ages from 7 to 16."]}
    person = sign_up(group, 1, ages=(7,))
    path = f"/api/v2/registrations/{token_of(person)}/"
    changed = client.patch(path, {"ages": ages}, content_type="application/json")
    assert (changed.status_code, list(changed.json()["errors"])) == (400, ["ages"])


def test_an_age_that_the_organiser_let_pass_can_stay(client: Client, group: Group) -> None:
    person = sign_up(group, 2, ages=(6, 8))
    path = f"/api/v2/registrations/{token_of(person)}/"
    assert client.patch(path, {"ages": [6]}, content_type="application/json").status_code == 200


def test_contacts_are_kept_as_they_were_meant(client: Client, group: Group) -> None:
    pasted = {"phone": "+48\u00a0000\u2011000\u2011001 ext. 5", "email": "mama\u200b@Example.org"}
    assert post(client, group, wish(group, **pasted)).status_code == 201
    found = Registration.objects.get()
    assert (found.phone, found.email) == ("+48 000-000-001 wew. 5", "mama@example.org")


def test_lost_links_come_to_their_address_and_nobody_learns_of_others(
    client: Client, group: Group
) -> None:
    other = open_group(name="B")
    first, second = (
        sign_up(group, email="mama@example.org"),
        sign_up(other, email="Mama@example.org"),
    )
    gone = sign_up(group, email="mama@example.org")
    withdraw(gone.pk)
    Letter.objects.all().delete()
    for address in ("mama@example.org", "nobody@example.org", "mama@example.org"):
        answer = ask(client, address)
        assert (answer.status_code, answer.json()) == (202, {"sent": True})
    letter = Letter.objects.get()
    assert "mama@" not in letter.subject_id + letter.key
    mail = compose(letter.subject_id)
    assert mail is not None
    assert (mail.to.lower(), mail.language) == ("mama@example.org", "en")
    tokens = [address.rstrip("/").rpartition("/")[2] for _label, address in mail.links]
    assert tokens == [token_of(second), token_of(first)]


def test_a_limit_counts_what_was_taken_and_no_slip_of_the_keyboard(
    client: Client, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = registrations.Limit("test.sign-up", 2, 3600)
    monkeypatch.setattr(registrations, "OF_CLIENT", two)
    for _each in range(4):
        assert post(client, group, wish(group, phone="")).status_code == 400
    for number in range(2):
        said = wish(group, email=f"osoba-{number}@example.org")
        for _again in range(2):
            assert post(client, group, said, key=f"k-{number}").status_code == 201
    refused = post(client, group, wish(group, email="osoba-3@example.org"))
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
