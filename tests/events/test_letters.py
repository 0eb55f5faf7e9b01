"""What letters say: who can be asked, which date it was, and what a calendar is to forget."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from cms.background.models import Letter
from cms.background.outbox import Mail
from cms.background.outbox.mail import render
from events.domain import group_messages, occurrences, registrations
from events.domain.display_names import localised_date
from events.domain.letters import WRITERS, compose
from events.enums import LetterKind
from events.models import Registration
from tests.factories.events import (
    ActivityPageFactory,
    add_date,
    add_series,
    open_group,
    sign_up,
    token_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
MAY = datetime(2100, 5, 10, 15, 30, tzinfo=UTC)


def letter(kind: LetterKind, to: Registration) -> Mail:
    """Return the newest letter of a kind to somebody, as it goes out now."""
    found = Letter.objects.filter(kind=f"events.{kind}", subject_id__startswith=str(to.pk))
    mail = compose(kind, found.order_by("created_at").last().subject_id)  # type: ignore[union-attr]  # Else the test fails.
    assert mail is not None
    return mail


def files(mail: Mail) -> dict[str, str]:
    """Return the calendars that go with a letter by their METHOD."""
    return {file.media_type.partition("=")[2]: file.content.decode() for file in mail.attachments}


def test_a_letter_names_the_activity_and_whom_to_ask() -> None:
    page = ActivityPageFactory(title="Półkolonie", phone="+48 000 000 009")
    mail = letter(LetterKind.CONFIRMATION, sign_up(open_group(page), locale="en"))
    assert mail.subject == "You have a place: Półkolonie"
    assert mail.facts[-1] == ("Organiser", "Dom Sąsiedzki\n+48 000 000 009\ndom@example.org")
    sent = render(mail, page.translation_key)
    assert sent.reply_to == ["dom@example.org"]


def test_a_moved_date_says_which_date_it_was() -> None:
    group = open_group()
    first, _second = add_date(group, MAY), add_date(group, MAY + timedelta(days=7))
    person = sign_up(group, locale="en")
    later = MAY + timedelta(days=1)
    occurrences.move_date(first.pk, later, later + timedelta(hours=1), by=None)
    (text,) = letter(LetterKind.CHANGE, person).paragraphs
    before, after = localised_date(MAY, "en"), localised_date(later, "en")
    assert text == f"A date has moved. Instead of {before} it is now on {after}–18:30."


def test_a_cancelled_date_is_struck_out_and_a_moved_one_is_published() -> None:
    group = open_group()
    first, second = add_date(group, MAY), add_date(group, MAY + timedelta(days=7))
    person = sign_up(group)
    occurrences.cancel_date(first.pk, by=None)
    found = files(letter(LetterKind.CHANGE, person))
    assert list(found) == ["CANCEL"]
    assert str(first.uid) in found["CANCEL"]
    assert str(second.uid) not in found["CANCEL"]
    assert "STATUS:CANCELLED" in found["CANCEL"]
    assert "ORGANIZER:mailto:dom@example.org" in found["CANCEL"].replace("\r\n ", "")
    occurrences.move_date(second.pk, MAY, MAY + timedelta(hours=1), by=None)
    assert list(files(letter(LetterKind.CHANGE, person))) == ["PUBLISH"]


def test_who_waits_gets_no_dates_for_a_calendar(client: Client) -> None:
    group = open_group(capacity=1)
    date = add_date(group, MAY)
    has_place, waits = sign_up(group), sign_up(group)
    occurrences.move_date(date.pk, MAY, MAY + timedelta(hours=1), by=None)
    assert not letter(LetterKind.CHANGE, waits).attachments
    for person, status in ((has_place, 200), (waits, 404)):
        path = f"/api/v2/registrations/{token_of(person)}/calendar.ics"
        assert client.get(path).status_code == status
    registrations.cancel_group(group.pk, by=None)
    assert not letter(LetterKind.CANCELLED, waits).attachments
    assert list(files(letter(LetterKind.CANCELLED, has_place))) == ["CANCEL"]


def test_whoever_loses_a_place_has_its_dates_struck_out() -> None:
    old, new = open_group(capacity=2), open_group(capacity=2)
    date, there = add_date(old, MAY), add_date(new, MAY)
    leaves, goes_back, moves = sign_up(old), sign_up(old), sign_up(new)
    registrations.withdraw(leaves.pk)
    registrations.put_back(goes_back.pk, by=None)
    for kind, person in ((LetterKind.WITHDRAWN, leaves), (LetterKind.RETURNED, goes_back)):
        assert str(date.uid) in files(letter(kind, person))["CANCEL"]
    registrations.move(moves.pk, old.pk, by=None)
    found = files(letter(LetterKind.MOVED, moves))
    assert (str(there.uid) in found["CANCEL"], str(date.uid) in found["PUBLISH"]) == (True, True)


def test_a_method_is_part_of_the_media_type() -> None:
    group = open_group()
    add_date(group, MAY)
    mail = letter(LetterKind.CONFIRMATION, sign_up(group))
    parts = [part for part in render(mail, group.uid).message().walk() if part.get_filename()]
    assert [(part.get_content_type(), part.get_param("method")) for part in parts] == [
        ("text/calendar", "PUBLISH")
    ]


def test_a_message_in_polish_only_is_marked_as_polish_for_others() -> None:
    group = open_group()
    person = sign_up(group, locale="uk")
    texts = {"pl": {"subject": "Obuwie", "text": "Weź buty."}, "uk": {"subject": "", "text": ""}}
    message = group_messages.draft(group, states=["confirmed"], texts=texts, by=None)
    group_messages.send(message.pk)
    mail = letter(LetterKind.MESSAGE, person)
    assert (mail.language, mail.text_language, mail.paragraphs) == ("uk", "pl", ["Weź buty."])
    sent = render(mail, group.uid)
    ((html, _type),) = sent.alternatives
    assert '<p lang="pl" style="margin:0 0 16px">Weź buty.</p>' in html
    assert sent.extra_headers["Content-Language"] == "uk, pl"


def test_the_letter_of_the_waiting_list_does_not_say_that_all_places_are_taken() -> None:
    group = open_group(capacity=2)
    sign_up(group)
    with translation.override("en"):
        mail = letter(LetterKind.WAITING, sign_up(group, 2, locale="en"))
    assert mail.paragraphs == [
        "There is no place for you yet. You are on the waiting list, and we write when there is."
    ]


def test_an_offer_in_a_letter_about_dates_says_until_when() -> None:
    group = open_group(capacity=1)
    date = add_date(group, timezone.now() + timedelta(days=9))
    one, two = sign_up(group), sign_up(group, locale="en")
    registrations.withdraw(one.pk)
    occurrences.move_date(date.pk, MAY, MAY + timedelta(hours=1), by=None)
    two.refresh_from_db()
    facts = dict(letter(LetterKind.CHANGE, two).facts)
    assert facts["Answer by"] == localised_date(two.offered_until, "en")  # type: ignore[arg-type]  # It is offered.


def test_a_letter_about_several_dates_names_each_as_it_was() -> None:
    group = open_group()
    day = date(2100, 5, 10)
    series = add_series(group, day, rule="FREQ=DAILY;COUNT=3", skips_public_holidays=False)
    person = sign_up(group, locale="en")
    before = [one.starts_at for one in group.occurrences.all()]
    series.day, series.starts, series.rule = day, time(18), "FREQ=DAILY;INTERVAL=2;COUNT=3"
    series.save()
    occurrences.apply_series(group.pk)
    mail = letter(LetterKind.CHANGE, person)
    facts = dict(mail.facts)
    was = [localised_date(moment, "en") for moment in before]
    assert facts["Cancelled dates"].startswith(was[1])
    changed = facts["Changed dates"].split("\n")
    assert [
        line.startswith(f"Instead of {old}: ") for line, old in zip(changed, was[::2], strict=True)
    ] == [True] * 2
    assert "18:00" in changed[0]
    assert facts["New dates"].startswith(
        localised_date(before[2] + timedelta(days=2, minutes=30), "en")
    )
    assert files(mail)["CANCEL"].count("BEGIN:VEVENT") == 1


def test_a_long_list_of_changes_says_how_many_more_there_are() -> None:
    group = open_group()
    series = add_series(
        group, date(2100, 5, 10), rule="FREQ=DAILY;COUNT=40", skips_public_holidays=False
    )
    person = sign_up(group, locale="en")
    occurrences.take_away(series.pk)
    lines = dict(letter(LetterKind.CHANGE, person).facts)["Cancelled dates"].split("\n")
    assert (len(lines), lines[-1]) == (16, "and 25 more dates")


def test_every_kind_of_letter_has_a_writer() -> None:
    assert set(WRITERS) == set(LetterKind)
