"""Who signed up gets a copy of their data, or has it deleted; their place goes to the next."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cms.desk.domain import person_data
from events.enums import RegistrationState
from events.models import Registration
from tests.desk.lives import administrator
from tests.factories.events import add_series, open_group, sign_up

pytestmark = pytest.mark.django_db

EMAIL = "mama@example.org"


@pytest.fixture
def admin(client: Client) -> Client:
    """Return the browser of an administrator."""
    client.force_login(administrator())
    return client


def signed_up() -> tuple[Registration, Registration]:
    """Return the registrations of a person with the last place, and of the next one waiting."""
    group = open_group(capacity=1)
    add_series(group)
    mine = sign_up(group, email=EMAIL, name="Олена Коваль", phone="600100200", ages=(7,))
    return mine, sign_up(group)


def test_a_copy_holds_what_they_signed_up_for(admin: Client) -> None:
    mine, _next = signed_up()
    answer = admin.post(reverse("desk:person_data"), {"email": EMAIL.upper(), "action": "export"})
    [found] = json.loads(answer.content)["registrations"]
    assert found["activity"] == mine.group.activity.title
    assert (found["contact"]["name"], found["contact"]["phone"]) == ("Олена Коваль", "600100200")
    assert (found["state"], found["places"], found["ages"]) == ("confirmed", 1, [7])


def test_a_person_is_forgotten_and_the_next_one_is_offered_the_place(admin: Client) -> None:
    mine, waiting = signed_up()
    form = {"email": EMAIL, "action": "erase", "is_asked_for": "on"}
    asked = admin.post(reverse("desk:person_data"), {**form, "action": "ask"}).content.decode()
    assert "1 zapis na zajęcia" in asked
    answer = admin.post(reverse("desk:person_data"), form, follow=True)
    assert "1 zapis na zajęcia" in answer.content.decode()
    for registration in (mine, waiting):
        registration.refresh_from_db()
    assert (mine.state, mine.email, mine.name, mine.phone) == ("withdrawn", "", "", "")
    assert waiting.state == RegistrationState.OFFERED
    assert (waiting.email == "", person_data.others(EMAIL)) == (False, [])


def test_who_was_there_stays_counted(admin: Client) -> None:
    mine, _next = signed_up()
    Registration.objects.filter(pk=mine.pk).update(state=RegistrationState.ATTENDED)
    person_data.erase(EMAIL, administrator())
    mine.refresh_from_db()
    assert (mine.state, mine.email, mine.participants.count()) == ("attended", "", 1)
