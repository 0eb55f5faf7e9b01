"""Who signed up gets a copy of their data, or has it deleted; their place goes to the next."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.background import outbox
from cms.background.models import Letter
from cms.cases.domain import personal_data
from events.domain import certificates, group_messages, registrations
from events.domain.activity_statistics import counted, total
from events.domain.attendance import record
from events.enums import Kind, RegistrationState
from events.models import Group, Registration
from tests.cases.case_histories import SAID, administrator
from tests.cases.test_erasure_everywhere import everything
from tests.factories.events import (
    ActivityPageFactory,
    add_date,
    add_series,
    open_group,
    sign_up,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

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


def copied(admin: Client, email: str) -> list[Any]:
    """Return the sign-ups in the copy that a person gets."""
    answer = admin.post(reverse("desk:person_data"), {"email": email, "action": "export"})
    with ZipFile(BytesIO(answer.content)) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".json")]
        found: list[Any] = json.loads(archive.read(name))["registrations"]
    return found


def test_a_copy_holds_what_they_signed_up_for(admin: Client) -> None:
    mine, _next = signed_up()
    [found] = copied(admin, EMAIL.upper())
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
    assert (waiting.email == "", personal_data.others(EMAIL)) == (False, [])


def test_who_was_there_stays_counted(admin: Client) -> None:
    now = timezone.now()
    group = open_group(capacity=1)
    date = add_date(group, now - timedelta(days=2))
    mine = sign_up(group, email=EMAIL, now=now - timedelta(days=9))
    record(date.pk, {mine.participants.get().pk: True}, by=None)
    personal_data.erase(EMAIL, administrator())
    mine.refresh_from_db()
    assert (mine.state, mine.email, mine.participants.count()) == ("confirmed", "", 1)
    day = date.starts_at.date()
    numbers = total(counted(day - timedelta(days=1), day + timedelta(days=1)))
    assert (numbers.coming, numbers.attended, numbers.visits) == (1, 1, 1)


def test_what_is_written_meanwhile_does_not_bring_a_person_back() -> None:
    """Somebody changes a registration whose link or form they opened before it was emptied."""
    now = timezone.now()
    group = open_group(capacity=1)
    date = add_date(group, now - timedelta(days=2))
    mine = sign_up(group, email=EMAIL, now=now - timedelta(days=9))
    record(date.pk, {mine.participants.get().pk: True}, by=None)
    personal_data.erase(EMAIL, administrator())
    with pytest.raises(registrations.NotPossibleError):
        registrations.change(
            mine.pk, email=EMAIL, participants=[registrations.ParticipantInput(age=7, name=SAID)]
        )
    mine.refresh_from_db()
    assert (mine.email, mine.participants.get().name) == ("", "")


def test_nothing_of_them_is_left_in_any_table_or_file() -> None:
    group = open_group(
        ActivityPageFactory(kind=Kind.POLISH_COURSE), has_certificates=True, capacity=3
    )
    now, address = timezone.now(), f"{SAID}@Example.org"
    wish = {"email": address, "name": SAID, "institution": SAID, "role": SAID, "needs": SAID}
    children = (registrations.ParticipantInput(age=7, name=SAID),)
    past = add_date(group, now - timedelta(days=2))
    was_there = sign_up(group, now=now - timedelta(days=9), participants=children, **wish)
    record(past.pk, {was_there.participants.get().pk: True}, by=None)
    certificates.issue(was_there)
    other = open_group(group.activity, capacity=1)
    add_date(other, now + timedelta(days=9))
    coming, waiting = (sign_up(other, participants=children, **wish) for _place in range(2))
    more = (*children, registrations.ParticipantInput(age=9, name=SAID))
    with_two = sign_up(group, 2, now=now - timedelta(days=9), participants=more, **wish)
    registrations.change(with_two.pk, size=1, ages=(7,))
    registrations.change(coming.pk, participants=children, phone="+48 600 100 200")
    registrations.withdraw(sign_up(other, **wish).pk)
    texts = {"pl": {"subject": "Klucz", "text": "Klucz jest w szatni."}}
    message = group_messages.draft(other, states=["confirmed", "waiting"], texts=texts, by=None)
    group_messages.send(message.pk)
    for letter in Letter.objects.filter(state="waiting"):
        outbox.send(str(letter.pk), job_key="a")
    assert everything().count(SAID) > 10
    personal_data.erase(f" {address.upper()}", administrator())
    assert (everything().lower().count(SAID.lower()), "600100200" in everything()) == (0, False)
    assert Registration.objects.exclude(anonymised_at=None).count() == 5
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.WITHDRAWN


def test_a_copy_holds_dates_messages_and_what_happened(admin: Client) -> None:
    now = timezone.now()
    group = open_group(name="A1")
    date = add_date(group, now - timedelta(days=2))
    mine = sign_up(group, 2, email=EMAIL, locale="uk", now=now - timedelta(days=9), ages=(7, 9))
    add_date(group, now + timedelta(days=5))
    first, second = mine.participants.all()
    record(date.pk, {first.pk: True, second.pk: False}, by=None)
    registrations.move(mine.pk, open_group(group.activity, name="A2").pk, by=None)
    texts = {"pl": {"subject": "Klucz", "text": "Klucz jest w szatni."}}
    message = group_messages.draft(mine.group, states=["confirmed"], texts=texts, by=None)
    group_messages.send(
        group_messages.draft(
            Group.objects.get(name="A2"), states=["confirmed"], texts=texts, by=None
        ).pk
    )
    group_messages.send(message.pk)
    [found] = copied(admin, EMAIL)
    noted = [each["attendance"] for each in found["participants"]]
    assert [[(one["group"], one["is_present"]) for one in each] for each in noted] == [
        [("A1", True)],
        [("A1", False)],
    ]
    assert [each["text"] for each in found["messages"]] == ["Klucz jest w szatni."]
    assert [each["action"] for each in found["log"]] == ["signed_up", "moved_out", "moved_in"]
