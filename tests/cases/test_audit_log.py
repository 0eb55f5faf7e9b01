"""Each thing that happens to a case writes its lines of the log and its letters, and no others."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.background.models import Letter
from cms.cases.domain import (
    appointments,
    case_actions,
    case_merge,
    case_messages,
    linked_activities,
    overdue,
    reminders,
)
from cms.cases.domain.errors import ClosedError, EmptyError, NotAllowedError
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import Meeting, Outcome
from cms.cases.models import Appointment, Case, CaseEvent, Message
from cms.users.models import User
from tests.cases.recorded_effects import effects
from tests.factories.cases import COUNTY, QUESTION, new_case, worker
from tests.factories.events import open_group

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def by() -> User:
    return worker(COUNTY)


def appointed(case: Case, by: User, begins: datetime | None = None) -> Appointment:
    begins = begins or timezone.now() + timedelta(days=3)
    return appointments.make(case.pk, by=by, **when(begins))


def when(begins: datetime) -> dict[str, Any]:
    ends = begins + timedelta(hours=1)
    return {"meeting": Meeting.PHONE, "starts_at": begins, "ends_at": ends, "place": "tel."}


def test_a_case_comes_in(by: User) -> None:
    second = worker(COUNTY)
    assert effects(new_case) == (["received"], ["new", "new", "received"])
    told = set(Letter.objects.filter(kind="desk.new").values_list("subject_id", flat=True))
    assert told == {f"{Case.objects.get().pk}:{person.pk}" for person in (by, second)}


def test_who_has_left_no_address_gets_no_letter(by: User) -> None:
    case = new_case(email="")
    assert effects(lambda: case_messages.write(case.pk, text="Tak", by=by)) == (["answered"], [])


def test_each_move_is_one_line_and_one_letter(by: User) -> None:
    case = new_case()
    moves = [
        (lambda: case_actions.triage(case.pk, by=by), "triaged"),
        (lambda: case_actions.accept(case.pk, by=by, message="Dobrze"), "accepted"),
        (lambda: case_actions.start(case.pk, by=by), "started"),
        (lambda: case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED), "completed"),
        (lambda: case_actions.reopen(case.pk, by=by), "reopened"),
        (lambda: case_actions.decline(case.pk, by=by, message="Jednak nie"), "declined"),
    ]
    for move, action in moves:
        assert effects(move) == ([action], ["state"])
    assert effects(lambda: case_actions.withdraw(new_case().pk))[0] == ["received", "withdrawn"]
    assert [message.text for message in Message.objects.all()] == ["Dobrze", "Jednak nie"]
    assert {one.by_id for one in case.events.exclude(action="received")} == {by.pk}


def test_withdrawing_twice_is_once() -> None:
    case = new_case()
    assert effects(lambda: case_actions.withdraw(case.pk)) == (["withdrawn"], ["state"])
    assert effects(lambda: case_actions.withdraw(case.pk)) == ([], [])
    assert case.events.get(action="withdrawn").by is None


def test_who_is_given_a_case_is_told_unless_they_took_it(by: User) -> None:
    case, other = new_case(), worker(COUNTY)
    assert effects(lambda: case_actions.assign(case.pk, to=by, by=by)) == (["assigned"], [])
    assert effects(lambda: case_actions.assign(case.pk, to=other, by=by)) == (
        ["assigned"],
        ["assigned"],
    )
    assert effects(lambda: case_actions.assign(case.pk, to=other, by=by)) == ([], [])
    for expected in (["released"], []):
        assert effects(lambda: case_actions.release(case.pk, by=by)) == (expected, [])


def test_a_due_date_is_logged_once(by: User) -> None:
    case, day = new_case(), timezone.localdate() + timedelta(days=40)
    for expected in (["due"], []):
        assert effects(lambda: case_actions.set_due(case.pk, on=day, by=by)) == (expected, [])
    assert case.events.get(action="due").detail == {"on": day.isoformat()}


def test_what_is_said(by: User) -> None:
    case, _other = new_case(), worker(COUNTY)
    assert effects(lambda: case_messages.hear(case.pk, text="A")) == (["heard"], ["heard", "heard"])
    assert effects(lambda: case_messages.note(case.pk, text="B", by=by)) == (["noted"], [])
    assert effects(lambda: case_messages.write(case.pk, text="C", by=by)) == (
        ["answered"],
        ["message"],
    )
    case_actions.assign(case.pk, to=by, by=by)
    assert effects(lambda: case_messages.hear(case.pk, text="D")) == (["heard"], ["heard"])
    assert [(one.voice, one.text) for one in case_messages.thread_of(case)] == [
        ("sender", "A"),
        ("desk", "C"),
        ("sender", "D"),
    ]
    for say in (case_messages.write, case_messages.note):
        with pytest.raises(EmptyError):
            say(case.pk, text=" ", by=by)
    with pytest.raises(EmptyError):
        case_messages.hear(case.pk, text="")


def test_a_rating_tells_nobody(by: User) -> None:
    case = new_case()
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED)
    assert effects(lambda: case_actions.rate(case.pk, stars=4, comment="Miło")) == (["rated"], [])
    assert case.events.get(action="rated").detail == {"stars": 4}


def test_appointments(by: User) -> None:
    case, later = new_case(), timezone.now() + timedelta(days=9)
    assert effects(lambda: appointed(case, by)) == (["appointed"], ["appointment"])
    known = case.appointments.get()
    moved = effects(lambda: appointments.move(known.pk, by=by, **when(later)))
    assert moved == (["appointment_moved"], ["appointment"])
    cancelled = effects(lambda: appointments.cancel(known.pk, by=by))
    assert cancelled == (["appointment_cancelled"], ["appointment"])
    assert effects(lambda: appointments.cancel(known.pk, by=by)) == ([], [])
    assert case.appointments.get().sequence == 2
    case_actions.withdraw(case.pk)
    with pytest.raises(ClosedError):
        appointed(case, by)


def test_a_calendar_file_takes_the_place_of_the_earlier_one(by: User) -> None:
    known = appointed(new_case(), by, datetime(2027, 1, 4, 9, tzinfo=UTC))
    first = appointments.calendar_of(known, known.case).decode()
    off = appointments.cancel(known.pk, by=by)
    second = appointments.calendar_of(off, off.case).decode()
    lines = [set(text.replace("\r\n ", "").splitlines()) for text in (first, second)]
    assert {"SEQUENCE:0", "STATUS:CONFIRMED", "LOCATION:tel."} <= lines[0]
    assert {"SEQUENCE:1", "STATUS:CANCELLED"} <= lines[1]
    assert "DTSTART;TZID=Europe/Warsaw:20270104T100000" in lines[0]
    (uid,) = (line for line in lines[0] if line.startswith("UID:"))
    assert uid in lines[1]


def test_reminders_come_once_for_each_time_it_was_set_to(by: User) -> None:
    now = timezone.now()
    known = appointed(new_case(), by, now + timedelta(hours=20))
    past = appointed(new_case(), by, now - timedelta(minutes=1))
    for expected in (["reminder"], []):
        assert effects(lambda: reminders.remind(now)) == ([], expected)
    appointments.move(known.pk, by=by, **when(now + timedelta(hours=22)))
    for expected in (["reminder"], []):
        assert effects(lambda: reminders.remind(now)) == ([], expected)
    told = Letter.objects.filter(kind="desk.reminder").values_list("subject_id", flat=True)
    assert not [subject for subject in told if str(past.pk) in subject]


def test_nobody_is_reminded_of_what_is_far_cancelled_or_closed(by: User) -> None:
    now = timezone.now()
    appointed(new_case(), by, now + timedelta(hours=27))
    appointments.cancel(appointed(new_case(), by, now + timedelta(hours=1)).pk, by=by)
    closed = new_case()
    appointed(closed, by, now + timedelta(hours=1))
    case_actions.withdraw(closed.pk)
    assert effects(lambda: reminders.remind(now)) == ([], [])


def test_what_is_overdue_is_told_once_for_each_due_date(by: User) -> None:
    case, today = new_case(), timezone.localdate()
    for days in (2, 1):
        case_actions.set_due(case.pk, on=today - timedelta(days=days), by=by)
        for expected in ((["overdue"], ["overdue"]), ([], [])):
            assert effects(overdue.tell_overdue) == expected
    case_actions.set_due(case.pk, on=today, by=by)
    assert effects(overdue.tell_overdue) == ([], [])


def test_an_activity_is_linked_once_and_taken_away_once(by: User) -> None:
    case, page = new_case(), open_group().activity
    for expected in (["linked"], []):
        assert effects(lambda: linked_activities.link(case.pk, page_id=page.pk, by=by)) == (
            expected,
            [],
        )
    assert [card["id"] for card in linked_activities.cards_of(case, "uk")] == [page.pk]
    for expected in (["unlinked"], []):
        assert effects(lambda: linked_activities.unlink(case.pk, page_id=page.pk, by=by)) == (
            expected,
            [],
        )
    with pytest.raises(NotAllowedError):
        linked_activities.link(case.pk, page_id=page.get_parent().pk, by=by)


def test_joining_two_cases(by: User) -> None:
    case, main = new_case(), new_case()
    joined = effects(lambda: case_merge.merge(case.pk, into=main.pk, by=by))
    assert joined == (["merged", "merged"], ["joined", "joined"])
    assert effects(lambda: case_messages.hear(case.pk, text="Halo")) == (["heard"], ["heard"])
    answered = effects(lambda: case_messages.write(main.pk, text="Jest", by=by, seen=EVERYTHING))
    assert answered == (["answered"], ["message", "message"])
    triaged = effects(lambda: case_actions.triage(main.pk, by=by, seen=EVERYTHING))
    assert triaged == (["triaged"], ["state", "state"])
    assert set(CaseEvent.objects.filter(action="heard").values_list("case", flat=True)) == {main.pk}


def test_what_the_two_said_before_stays_with_each(by: User) -> None:
    case, main = new_case(), new_case()
    case_messages.write(case.pk, text="do pierwszej", by=by)
    case_messages.write(main.pk, text="do drugiej", by=by)
    case_messages.hear(main.pk, text="druga pisze")
    case_merge.merge(case.pk, into=main.pk, by=by)
    case_messages.hear(case.pk, text="pierwsza pisze")
    case_messages.note(main.pk, text="notatka", by=by)
    case_messages.hear(main.pk, text="druga znów")
    case_messages.write(main.pk, text="do obu", by=by, seen=EVERYTHING)
    case.refresh_from_db()
    said = [message.text for message in case_messages.thread_of(case)]
    assert said == ["do pierwszej", "pierwsza pisze", "do obu"]
    at_desk = [message.text for message in case_messages.all_of(main)]
    assert (len(at_desk), at_desk[-1]) == (7, "do obu")


def test_what_was_joined_before_goes_along_and_nothing_is_joined_with_itself(by: User) -> None:
    first, second, third, question = new_case(), new_case(), new_case(), new_case(QUESTION)
    case_merge.merge(first.pk, into=second.pk, by=by)
    case_merge.merge(second.pk, into=third.pk, by=by)
    assert set(third.merged.all()) == {first, second}
    for other in (third, question):
        with pytest.raises(NotAllowedError):
            case_merge.merge(third.pk, into=other.pk, by=by)
    with pytest.raises(ClosedError):
        case_merge.merge(first.pk, into=third.pk, by=by)
