"""An event that comes again, by another file or under a new UID, is no second activity."""

from datetime import timedelta

import pytest
from django.test import Client

from events.domain import calendar_imports
from events.models import ActivityPage, ExternalCalendar, Group, ImportedEvent
from tests.events.organiser_client import at_desk, desk
from tests.events.test_calendar_imports import SOON, calendar, changed, event, ics
from tests.factories.events import sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LATER = SOON + timedelta(hours=1)
DAILY = "RRULE:FREQ=DAILY;COUNT=3"


def second(*events: str) -> ExternalCalendar:
    known: ExternalCalendar = ExternalCalendar.objects.create(
        name="Drugi plik", content=ics(*events)
    )
    calendar_imports.read(known.pk)
    known.refresh_from_db()
    return known


def with_somebody() -> Group:
    group = ActivityPage.objects.get().groups.get()
    group.places.capacity = 5
    group.places.save()
    group.is_public = True
    group.save()
    sign_up(group)
    return group


def whats(known: ExternalCalendar) -> list[str]:
    return [news.what for news in calendar_imports.compare(known)]


def test_a_second_file_brings_the_first_activity_up_to_date() -> None:
    calendar_imports.take_all(calendar(event("one"), event("two", "Drugie")))
    again = second(event("one", "Nowy tytuł"), event("two", "Drugie", start=LATER))
    assert whats(again) == ["joined", "joined"]
    calendar_imports.take_all(again)
    assert whats(again) == ["same", "same"]
    pages = [page.get_latest_revision_as_object() for page in ActivityPage.objects.all()]
    by_title = {page.title: page.groups.get().occurrences.get().starts_at for page in pages}
    assert by_title == {"Nowy tytuł": SOON, "Drugie": LATER}


def test_a_second_file_moves_nobody_without_being_asked() -> None:
    calendar_imports.take_all(calendar(event()))
    group = with_somebody()
    calendar_imports.take_all(second(event(start=LATER)))
    assert [one.starts_at for one in group.occurrences.all()] == [SOON]
    assert [one.why for one in calendar_imports.open_proposals()] == ["moved"]


def test_an_older_file_does_not_undo_a_newer_one() -> None:
    calendar_imports.take_all(calendar(event("one", "Nowy", "SEQUENCE:2")))
    older = second(event("one", "Stary", "SEQUENCE:1"))
    calendar_imports.take_all(older)
    assert (whats(older), ActivityPage.objects.get().title) == (["odd"], "Nowy")


def test_programs_that_number_their_events_have_nothing_in_common() -> None:
    calendar_imports.take_all(calendar(event("1", "Kurs")))
    calendar_imports.take_all(second(event("1", "Bieg", start=LATER)))
    assert [page.title for page in ActivityPage.objects.order_by("pk")] == ["Kurs", "Bieg"]


def test_new_uids_at_each_reading_make_no_new_drafts() -> None:
    known = calendar(event("a1", "Kurs", DAILY), event("a2", "Bieg"))
    calendar_imports.take_all(known)
    group = ActivityPage.objects.get(title="Kurs").groups.get()
    for reading in ("b", "c"):
        longer = event(f"{reading}1", "Kurs", DAILY.replace("3", "5"))
        found = changed(known, longer, event(f"{reading}2", "Bieg"))
        assert (found, calendar_imports.take_all(known)) == (["joined", "joined"], 2)
        assert whats(known) == ["same", "same"]
    assert (ActivityPage.objects.count(), group.occurrences.count()) == (2, 5)
    assert [*known.events.values_list("uid", flat=True).order_by("uid")] == ["c1", "c2"]


def test_a_deleted_activity_does_not_come_back_under_a_new_uid() -> None:
    known = calendar(event("a"))
    calendar_imports.take_all(known)
    page = ActivityPage.objects.get()
    page.groups.all().delete()
    page.delete()
    changed(known, event("b"))
    calendar_imports.take_all(known)
    assert not ActivityPage.objects.exists()


@pytest.mark.parametrize(
    "new",
    [[event("b", "Inaczej")], [event("b", start=LATER)], [event("b"), event("c")]],
    ids=["title", "date", "two"],
)
def test_what_cannot_be_told_apart_is_asked_and_touches_nothing(new: list[str]) -> None:
    known = calendar(event("a"))
    calendar_imports.take_all(known)
    assert changed(known, *new) == ["alike"] * len(new)
    assert calendar_imports.take_all(known) == 0
    known.refresh_from_db()
    assert (known.questions, ActivityPage.objects.count()) == (len(new), 1)
    assert ActivityPage.objects.get().groups.get().occurrences.count() == 1


@pytest.fixture
def asked() -> tuple[Client, ExternalCalendar, str]:
    """An organiser, a calendar with a question, and the key of the event that it is about."""
    known = calendar(event("a"))
    calendar_imports.take_all(known)
    changed(known, event("b", start=LATER))
    (news,) = calendar_imports.compare(known)
    return at_desk(), known, news.entry.key


def test_an_organiser_says_that_it_is_the_same(asked: tuple[Client, ExternalCalendar, str]) -> None:
    client, known, key = asked
    page = client.get(desk("import", known.pk)).content.decode()
    assert "It is “Spotkanie”" in page
    body = {"key": key, "same_as": str(ImportedEvent.objects.get().pk)}
    client.post(desk("import_take", known.pk), body)
    group = ActivityPage.objects.get().groups.get()
    assert [one.starts_at for one in group.occurrences.all()] == [LATER]
    assert whats(known) == ["same"]


def test_an_organiser_says_that_it_is_a_new_one_once(
    asked: tuple[Client, ExternalCalendar, str],
) -> None:
    client, known, key = asked
    for _twice in range(2):
        client.post(desk("import_take", known.pk), {"key": key, "same_as": ""})
    assert ActivityPage.objects.count() == 2
    client.post(desk("import_take", known.pk), {"key": "?"})
    client.post(desk("import_take", known.pk), {"key": key, "same_as": "999999"})
    assert ActivityPage.objects.count() == 2


def test_an_event_that_another_calendar_tells_under_another_uid_is_asked_about() -> None:
    calendar_imports.take_all(calendar(event("a"), event("b", "Bieg")))
    (one,) = ImportedEvent.objects.filter(title="Spotkanie")
    other = second(event("x"), event("y", "Bieg", start=LATER), event("z", "Kurs"))
    assert whats(other) == ["alike", "new", "new"]
    assert calendar_imports.take_all(other) == 2
    other.refresh_from_db()
    assert (other.questions, ActivityPage.objects.filter(title="Spotkanie").count()) == (1, 1)
    (key,) = [news.entry.key for news in calendar_imports.compare(other) if news.alike]
    body = {"key": key, "same_as": str(one.pk)}
    at_desk().post(desk("import_take", other.pk), body)
    assert ActivityPage.objects.filter(title="Spotkanie").count() == 1
    assert set(whats(other)) == {"same"}


def test_one_activity_is_asked_about_once_however_many_calendars_tell_of_it() -> None:
    calendar_imports.take_all(calendar(event("a")))
    calendar_imports.take_all(second(event("a")))
    (news,) = calendar_imports.compare(second(event("b")))
    assert (news.what, len(news.alike)) == ("alike", 1)


def test_who_says_that_it_is_a_new_one_is_not_asked_again() -> None:
    calendar_imports.take_all(calendar(event("a")))
    other = second(event("b"))
    (news,) = calendar_imports.compare(other)
    at_desk().post(desk("import_take", other.pk), {"key": news.entry.key, "same_as": ""})
    assert (ActivityPage.objects.count(), whats(other)) == (2, ["same"])


def test_a_calendar_that_was_joined_moves_nobody_without_being_asked() -> None:
    calendar_imports.take_all(calendar(event("a")))
    group, other = with_somebody(), second(event("b"))
    (news,) = calendar_imports.compare(other)
    calendar_imports.settle(other.pk, news.entry.key, ImportedEvent.objects.get().pk)
    changed(other, event("b", start=LATER))
    calendar_imports.take_all(other)
    assert [one.starts_at for one in group.occurrences.all()] == [SOON]
    assert [one.why for one in calendar_imports.open_proposals()] == ["moved"]
