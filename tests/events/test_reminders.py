"""Reminders: two days and three hours before, once, and never of what is over."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.background.models import Letter
from events.domain import occurrences, registrations
from events.domain.letters import compose
from events.domain.reminders import remind
from events.enums import LetterKind
from tests.factories.events import add_date, open_group, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
START = datetime(2100, 5, 10, 15, 30, tzinfo=UTC)
LONG_BEFORE = START - timedelta(days=30)


def kinds() -> list[str]:
    found = Letter.objects.filter(kind__startswith="events.reminder").order_by("created_at")
    return [letter.kind.removeprefix("events.reminder_") for letter in found]


def test_who_has_a_place_is_reminded_twice_and_who_waits_never() -> None:
    group = open_group(capacity=1)
    add_date(group, START)
    sign_up(group, now=LONG_BEFORE)
    sign_up(group, now=LONG_BEFORE)
    for hours in (49, 47, 46, 4, 2, 1, -1):
        remind(START - timedelta(hours=hours))
    assert kinds() == ["days", "hours"]


def test_after_a_long_outage_only_the_later_reminder_goes_out() -> None:
    group = open_group()
    add_date(group, START)
    sign_up(group, now=LONG_BEFORE)
    assert remind(START - timedelta(hours=1)) == 1
    assert kinds() == ["hours"]


def test_who_signs_up_at_the_last_moment_is_not_reminded_of_it() -> None:
    group = open_group()
    add_date(group, START)
    sign_up(group, now=START - timedelta(hours=40))
    assert remind(START - timedelta(hours=39)) == 0
    assert remind(START - timedelta(hours=2)) == 1


def test_a_cancelled_date_is_not_reminded_of_and_a_moved_one_again() -> None:
    group = open_group()
    off, moved = add_date(group, START), add_date(group, START + timedelta(minutes=1))
    sign_up(group, now=LONG_BEFORE)
    occurrences.cancel_date(off.pk, by=None)
    before = START - timedelta(hours=40)
    assert remind(before) == 1
    occurrences.move_date(moved.pk, START + timedelta(hours=1), START + timedelta(hours=2), by=None)
    assert remind(before) == 1


def test_a_reminder_that_waited_too_long_is_not_sent() -> None:
    group = open_group()
    date = add_date(group, datetime.now(UTC) + timedelta(hours=2))
    registration = sign_up(group)
    subject = f"{registration.pk}:{date.pk}"
    assert compose(LetterKind.REMINDER_HOURS, subject) is not None
    registrations.withdraw(registration.pk)
    assert compose(LetterKind.REMINDER_HOURS, subject) is None


@pytest.mark.parametrize(
    ("of_group", "of_person", "letters"),
    [
        ("first", "", ["days", "hours"]),
        ("every", "", ["days", "hours", "days", "days"]),
        ("every", "none", []),
        ("first", "every", ["days", "hours", "days", "days"]),
        ("every", "first", ["days", "hours"]),
    ],
)
def test_of_which_dates_people_are_reminded_is_chosen(
    of_group: str, of_person: str, letters: list[str]
) -> None:
    group = open_group(reminders=of_group)
    starts = [START + timedelta(weeks=week) for week in range(3)]
    for start in starts:
        add_date(group, start)
    person = sign_up(group, now=LONG_BEFORE)
    registrations.change(person.pk, reminders=of_person)
    for start in starts:
        for hours in (40, 2):
            remind(start - timedelta(hours=hours))
    assert kinds() == letters


def test_who_joins_late_is_reminded_of_their_own_first_date_and_of_moved_ones() -> None:
    group = open_group(capacity=1)
    first, second, third = (add_date(group, START + timedelta(weeks=week)) for week in range(3))
    one, late = sign_up(group, now=LONG_BEFORE), sign_up(group, now=LONG_BEFORE)
    after = first.starts_at + timedelta(days=1)
    registrations.withdraw(one.pk, now=after)
    registrations.answer_offer(late.pk, accept=True, now=after)
    assert remind(second.starts_at - timedelta(hours=40)) == 1
    assert remind(third.starts_at - timedelta(hours=40)) == 0
    later = third.starts_at + timedelta(hours=1)
    occurrences.move_date(third.pk, later, later + timedelta(hours=1), by=None)
    assert remind(third.starts_at - timedelta(hours=40)) == 1
