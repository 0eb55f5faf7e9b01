"""What somebody does at the desk is done to what they saw, and overwrites nothing else."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from cms.background.models import Letter
from cms.core.stale_forms import NAME
from events.domain import occurrences, registrations
from events.models import Group, Occurrence, Registration, Series
from tests.events.organiser_client import at_desk, desk
from tests.factories.events import add_date, add_series, open_group, sign_up
from tests.project.admin_requests.filled_forms import form_at, opened

pytestmark = pytest.mark.django_db
ELSEWHERE = {"begins": "2027-10-31 09:00", "ends": "2027-10-31 10:00"}
CHANGED = "Somebody else has changed this since you opened it."


def is_refused(answer: Any) -> bool:
    return answer.status_code == 200 and CHANGED in answer.content.decode()


@pytest.fixture
def when() -> Occurrence:
    group = open_group()
    sign_up(group)
    made: Occurrence = add_date(group, timezone.now() + timedelta(days=9))
    return made


@pytest.mark.parametrize(("act", "body"), [("move", ELSEWHERE), ("cancel", {}), ("restore", {})])
def test_a_date_that_somebody_has_changed_is_asked_about_again(
    when: Occurrence, act: str, body: dict[str, str]
) -> None:
    if act == "restore":
        occurrences.cancel_date(when.pk, by=None)
    client, url = at_desk(), desk(f"date_{act}", when.pk)
    sent = {**opened(client, url), **body}
    occurrences.move_date(
        when.pk, when.starts_at + timedelta(days=1), when.ends_at + timedelta(days=1), by=None
    )
    letters = Letter.objects.count()
    answer = client.post(url, sent)
    assert is_refused(answer)
    assert Letter.objects.count() == letters
    kept = {**form_at(answer.content.decode(), url)}
    assert client.post(url, {**kept, **body}).status_code == 302


def test_nobody_unsays_a_cancellation_that_they_did_not_see(when: Occurrence) -> None:
    client, url = at_desk(), desk("date_move", when.pk)
    sent = {**opened(client, url), **ELSEWHERE}
    occurrences.cancel_date(when.pk, by=None)
    answer = client.post(url, sent)
    assert is_refused(answer)
    assert ELSEWHERE["begins"] in answer.content.decode()
    when.refresh_from_db()
    assert when.state == "cancelled"


def test_a_cancelled_date_takes_place_when_the_question_says(when: Occurrence) -> None:
    client, moved = at_desk(), when.starts_at + timedelta(days=3, hours=1)
    occurrences.move_date(when.pk, moved, moved + timedelta(hours=1), by=None)
    occurrences.cancel_date(when.pk, by=None)
    client.post(desk("date_restore", when.pk), opened(client, desk("date_restore", when.pk)))
    when.refresh_from_db()
    assert (when.starts_at, when.ends_at, when.state) == (
        moved,
        moved + timedelta(hours=1),
        "moved",
    )


def test_a_group_that_somebody_else_has_saved_is_not_overwritten() -> None:
    group = open_group()
    client, url = at_desk(), desk("group_edit", group.pk)
    sent = {**opened(client, url), "name": "B1"}
    Group.objects.filter(pk=group.pk).update(
        place="Biblioteka", languages=["uk"], has_childcare=True
    )
    answer = client.post(url, sent)
    assert is_refused(answer)
    assert "Biblioteka" in answer.content.decode()
    group.refresh_from_db()
    assert (group.name == "B1", group.place) == (False, "Biblioteka")
    assert group.languages == ["uk"]
    again = {**form_at(answer.content.decode(), url), "place": "Biblioteka"}
    client.post(url, again)
    group.refresh_from_db()
    assert (group.name, group.place) == ("B1", "Biblioteka")


def test_a_number_of_places_that_somebody_else_has_changed_is_not_overwritten() -> None:
    group = open_group()
    client, url = at_desk(), desk("group_resize", group.pk)
    page = desk("group", group.pk)
    body = {**form_at(client.get(page).content.decode(), url), "capacity": "3"}
    registrations.resize(group.pk, 9, by=None)
    client.post(url, body)
    group.places.refresh_from_db()
    assert group.places.capacity == 9
    client.post(url, {**form_at(client.get(page).content.decode(), url), "capacity": "3"})
    group.places.refresh_from_db()
    assert group.places.capacity == 3


def test_a_series_is_changed_by_who_saw_it() -> None:
    group = open_group()
    series = add_series(group, timezone.localdate() + timedelta(days=9))
    client, url = at_desk(), desk("series_edit", series.pk)
    sent = {**opened(client, url), "save": "1"}
    Series.objects.filter(pk=series.pk).update(minutes=series.minutes + 30)
    assert is_refused(client.post(url, sent))


def test_what_a_person_changed_by_their_link_is_not_taken_back() -> None:
    person = sign_up(open_group(), size=2)
    client, url = at_desk(), desk("person_change", person.pk)
    sent = opened(client, url)
    registrations.change(person.pk, phone="+48 000 000 001")
    assert is_refused(client.post(url, sent))
    assert Registration.objects.get(pk=person.pk).phone == "+48 000 000 001"


WITHOUT = "this form did not say what you had seen"


@pytest.mark.parametrize(("act", "body"), [("move", ELSEWHERE), ("cancel", {"a": "b"})])
def test_a_form_that_does_not_say_what_it_showed_is_asked_about_once(
    when: Occurrence, act: str, body: dict[str, str]
) -> None:
    client, url = at_desk(), desk(f"date_{act}", when.pk)
    answer = client.post(url, body)
    assert (answer.status_code, WITHOUT in answer.content.decode()) == (200, True)
    when.refresh_from_db()
    assert when.state == "planned"
    assert client.post(url, form_at(answer.content.decode(), url)).status_code == 302


def test_what_an_unknown_client_would_overwrite_is_named_and_its_words_stay() -> None:
    group = open_group(name="A1", place="Biblioteka", languages=["pl", "uk"], has_childcare=True)
    client, url = at_desk(), desk("group_edit", group.pk)
    sent = {**opened(client, url), "name": "B1", "languages": ["ru"]}
    del sent[NAME], sent["has_childcare"]
    answer = client.post(url, sent)
    html = unescape(answer.content.decode())
    assert WITHOUT in html
    assert "Name: A1" in html
    assert "Languages of instruction: Polish, Ukrainian" in html
    assert "yes" in html.partition("Childcare")[2][:60]
    assert "Place: Biblioteka" not in html  # It would stay as it is.
    group.refresh_from_db()
    assert group.name == "A1"
    assert client.post(url, form_at(answer.content.decode(), url)).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.languages, group.has_childcare) == ("B1", ["ru"], False)


def test_who_adds_overwrites_nothing() -> None:
    group = open_group()
    client, url = at_desk(), desk("person_add", group.pk)
    sent = {**opened(client, url), "phone": "+48 000 000 001", "locale": "pl", "consent": "on"}
    del sent[NAME]
    assert client.post(url, sent).status_code == 302
    assert group.registrations.count() == 1


@pytest.mark.parametrize("said", ["{", "[]", '"a"', '{"state": 1}'])
def test_what_was_shown_cannot_be_made_up(when: Occurrence, said: str) -> None:
    assert is_refused(at_desk().post(desk("date_cancel", when.pk), {NAME: said}))
