"""That somebody was there is a fact: nothing that happens to their place later unsays it."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.background.models import Letter
from events.domain import occurrences, registrations
from events.domain.activity_statistics import Numbers, counted, total
from events.domain.attendance import lines_of, record
from events.domain.registrations import ParticipantInput
from events.domain.registrations.capacity import span_of
from events.domain.reminders import remind
from events.domain.retention import anonymise_due
from events.enums import EndReason, Reminders
from events.models import Attendance, AttendanceNote, Group, Occurrence, Participant, Registration
from tests.events.organiser_client import at_desk, desk, said
from tests.factories import UserFactory
from tests.factories.events import add_date, open_group, sign_up, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def running(past: int = 7, coming: int = 3) -> tuple[Group, list[Occurrence], Registration]:
    """Return a weekly course that goes on, and somebody who was at every date so far."""
    group = open_group(capacity=9)
    one = sign_up(group, now=ago(7 * past + 9))
    held = [add_date(group, ago(7 * week + 1)) for week in reversed(range(past))]
    for week in range(coming):
        add_date(group, timezone.now() + timedelta(days=6 + 7 * week))
    for date in held:
        record(date.pk, {one.participants.get().pk: True}, by=None)
    return group, held, one


def numbers_of() -> Numbers:
    day = timezone.localdate()
    return total(counted(day - timedelta(days=300), day + timedelta(days=300)))


def test_moving_to_another_group_keeps_seven_dates_sheets_and_numbers() -> None:
    group, held, one = running()
    before = numbers_of()
    registrations.move(one.pk, open_group(group.activity, name="B").pk, by=None)
    assert Attendance.objects.filter(participant__registration=one, is_present=True).count() == 7
    for date in held:
        (line,) = lines_of(date)
        assert (line.participant.registration_id, line.is_present, line.has_left) == (
            *(one.pk, True),
            True,
        )
    after = numbers_of()
    assert (after.visits, after.attended) == (before.visits, before.attended) == (7, 1)


@pytest.mark.parametrize("reason", [EndReason.PERSON, EndReason.ORGANISER])
def test_who_left_stays_on_the_sheets_and_on_paper_of_their_dates(reason: EndReason) -> None:
    group, held, one = running()
    registrations.withdraw(one.pk, reason=reason)
    assert [line.is_present for line in lines_of(held[0])] == [True]
    for page in ("attendance", "attendance_list"):
        assert one.email in at_desk().get(desk(page, held[0].pk)).content.decode()
    coming = group.occurrences.filter(starts_at__gt=timezone.now())[0]
    assert lines_of(coming) == []
    assert numbers_of().visits == 7


def test_who_had_a_place_can_be_noted_after_they_were_moved_or_left() -> None:
    group = open_group(capacity=5)
    date = add_date(group, ago(1))
    moved, left = sign_up(group, now=ago(9)), sign_up(group, now=ago(9))
    waits = sign_up(group, 4, now=ago(9))
    late = add_date(group, ago(3))
    registrations.move(moved.pk, open_group(group.activity, name="B").pk, by=None)
    registrations.withdraw(left.pk)
    there = [line.registration for line in lines_of(date)]
    assert set(there) == {moved, left}
    assert waits not in there
    people = {line.participant.pk: True for line in lines_of(late)}
    assert record(late.pk, people, by=None).changed == 2


def test_whoever_left_before_a_date_is_not_on_its_sheet() -> None:
    group = open_group(capacity=9)
    one = sign_up(group, 2, now=ago(9), ages=(7, 9))
    registrations.change(one.pk, size=1, ages=(9,), now=ago(8))
    registrations.withdraw(sign_up(group, now=ago(9)).pk, now=ago(8))
    assert [line.participant.age for line in lines_of(add_date(group, ago(1)))] == [9]


def family() -> tuple[Registration, dict[int, Participant], Occurrence]:
    """Return three children by age; only the one of nine was at a date so far."""
    group = open_group(capacity=9)
    one = sign_up(group, 3, now=ago(9), ages=(7, 9, 11))
    date = add_date(group, ago(2))
    add_date(group, timezone.now() + timedelta(days=5))
    known = {each.age or 0: each for each in one.participants.all()}
    record(date.pk, {each.pk: age == 9 for age, each in known.items()}, by=None)
    return one, known, date


def noted() -> dict[int, bool]:
    return dict(Attendance.objects.values_list("participant", "is_present"))


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((9, 11), {9: 9, 11: 11}),
        ((11, 7), {11: 11, 7: 7}),
        ((9,), {9: 9}),
        ((7, 9, 12), {7: 7, 9: 9, 12: 11}),
        ((9, 11, 7), {9: 9, 11: 11, 7: 7}),
        ((9, 12), {9: 9, 12: None}),
        ((7, 9, 11, 3), {7: 7, 9: 9, 11: 11, 3: None}),
    ],
)
def test_a_list_of_ages_gives_nobody_the_attendance_of_another(
    ages: tuple[int, ...], expected: dict[int, int | None]
) -> None:
    """``expected``: age now → age before of the same child, None for a new one."""
    one, known, _date = family()
    before = noted()
    registrations.change(one.pk, size=len(ages), ages=ages)
    now = {each.age: each.pk for each in one.participants.all()}
    was = {each.pk: age for age, each in known.items()}
    assert {age: was.get(pk) for age, pk in now.items()} == expected
    assert noted() == before


def test_who_is_named_by_identity_is_corrected_and_stays_who_they_are() -> None:
    one, known, _date = family()
    before = noted()
    said_now = [
        ParticipantInput(id=known[11].pk, age=9),
        ParticipantInput(id=known[9].pk, age=11),
        ParticipantInput(age=2),
    ]
    registrations.change(one.pk, size=3, participants=said_now)
    ages = {each.pk: each.age for each in one.participants.all()}
    assert ages.pop(known[11].pk) == 9
    assert ages.pop(known[9].pk) == 11
    assert list(ages.values()) == [2]
    assert noted() == before
    with pytest.raises(registrations.NotPossibleError):
        registrations.change(one.pk, size=1, participants=[ParticipantInput(id=known[7].pk, age=7)])


def test_the_last_of_a_family_stays_who_they_are_when_nothing_changes() -> None:
    one, known, _date = family()
    registrations.change(one.pk, name="Olena", ages=(7, 9, 11))
    assert [each.pk for each in one.participants.all()] == [each.pk for each in known.values()]
    assert Participant.everybody.count() == 3


def test_positions_of_those_who_left_are_given_to_nobody() -> None:
    one, known, date = family()
    registrations.change(one.pk, size=2)
    registrations.change(one.pk, size=3)
    assert [each.position for each in one.participants.all()] == [1, 2, 4]
    assert known[11].pk in [line.participant.pk for line in lines_of(date)]


def test_a_course_that_is_cancelled_keeps_the_dates_that_were_held() -> None:
    group, held, _one = running()
    for _each in range(2):
        sign_up(group, 4, now=ago(58), by=UserFactory())
    waits = sign_up(group, 2, now=ago(58), by=UserFactory())
    before = numbers_of()
    registrations.cancel_group(group.pk, by=None)
    after = numbers_of()
    assert (after.groups, after.dates, after.visits, after.attended) == (1, 7, 7, 1)
    assert (before.coming, after.coming, after.withdrawn) == (9, 9, waits.size)
    assert [line.is_present for line in lines_of(held[0])].count(True) == 1


def test_a_course_that_goes_on_after_its_last_date_reaches_its_people(client: Client) -> None:
    group, _held, one = running(coming=0)
    Group.objects.filter(pk=group.pk).update(reminders=Reminders.EVERY)
    url = f"/api/v2/registrations/{token_of(one)}/"
    assert client.get(url).json()["state"] == "attended"
    further = add_date(group, timezone.now() + timedelta(days=1))
    shown = client.get(url).json()
    assert (shown["state"], shown["can"]["withdraw"]) == ("confirmed", True)
    assert remind() == 1
    occurrences.cancel_date(further.pk, by=None)
    assert Letter.objects.filter(kind="events.change").count() == 1
    assert client.get(url).json()["state"] == "attended"


def test_who_was_absent_is_told_so_and_nobody_else(client: Client) -> None:
    group = open_group()
    one, other = sign_up(group, 2, now=ago(9)), sign_up(group, now=ago(9))
    first, second = one.participants.all()
    date = add_date(group, ago(2))
    record(date.pk, {first.pk: False}, by=None)
    states = [client.get(f"/api/v2/registrations/{token_of(e)}/").json() for e in (one, other)]
    assert [each["state"] for each in states] == ["absent", "confirmed"]
    record(date.pk, {second.pk: True}, by=None)
    assert client.get(f"/api/v2/registrations/{token_of(one)}/").json()["state"] == "attended"


def test_what_two_people_note_differently_is_told_and_the_first_stays() -> None:
    _group, held, one = running()
    person = one.participants.get().pk
    url = desk("attendance", held[0].pk)
    stale = {f"seen-{person}": "", f"person-{person}": "no"}
    answer = at_desk().post(url, stale)
    assert said(answer) == [
        "Saved: 0 changes.",
        f"Somebody else has noted another answer meanwhile, and it stays: {one.email}.",
    ]
    assert noted()[person] is True
    at_desk().post(url, {f"seen-{person}": "yes", f"person-{person}": "no"})
    assert not Attendance.objects.get(occurrence=held[0]).is_present
    said_of = AttendanceNote.objects.filter(occurrence=held[0]).values_list("is_present", flat=True)
    assert list(said_of) == [True, False]


def test_a_date_that_is_cancelled_is_neither_first_nor_next_nor_last() -> None:
    group = open_group()
    now = timezone.now()
    first, second, third = (add_date(group, now + timedelta(days=day)) for day in (1, 2, 3))
    occurrences.cancel_date(first.pk, by=None)
    occurrences.cancel_date(third.pk, by=None)
    span = span_of(group.pk, now)
    assert (span.first_start, span.next_start) == (second.starts_at, second.starts_at)
    assert span.last_end == second.ends_at


def test_personal_data_goes_after_the_last_date_that_took_place() -> None:
    group = open_group()
    add_date(group, ago(100))
    one = sign_up(group, now=ago(120), name="Ola")
    off = add_date(group, ago(10))
    occurrences.cancel_date(off.pk, by=None)
    assert anonymise_due() == 1
    one.refresh_from_db()
    assert one.name == ""


def test_personal_data_of_a_group_that_was_cancelled_goes_after_that() -> None:
    group = open_group()
    sign_up(group, now=ago(200))
    add_date(group, timezone.now() + timedelta(days=300))
    registrations.cancel_group(group.pk, by=None, now=ago(89))
    assert anonymise_due() == 0
    Group.objects.update(cancelled_at=ago(91))
    assert anonymise_due() == 1
