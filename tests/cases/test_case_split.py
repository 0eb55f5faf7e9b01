"""A joined case keeps a life of its own: what ends another one leaves it open, with its data."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.cases.domain import (
    appointments,
    case_actions,
    case_merge,
    case_messages,
    case_split,
    linked_activities,
    personal_data,
    reminders,
)
from cms.cases.domain.errors import ClosedError, JoinedError
from cms.cases.domain.private_links import token_of
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.domain.serializers import represent_case
from cms.cases.enums import CaseState, Meeting, Outcome
from cms.cases.models import Appointment, Case, Message
from cms.users.models import User
from tests.cases.case_histories import administrator, asked
from tests.cases.recorded_effects import effects, written
from tests.factories.cases import COUNTY, ELSEWHERE, new_case, worker
from tests.factories.events import open_group

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MAIN, OTHER, THIRD = "main@example.org", "other@example.org", "third@example.org"


@pytest.fixture
def by() -> User:
    return worker(COUNTY)


def when(hours: int) -> dict[str, Any]:
    begins = timezone.now() + timedelta(hours=hours)
    ends = begins + timedelta(hours=1)
    return {"meeting": Meeting.VISIT, "starts_at": begins, "ends_at": ends, "place": "Szkoła"}


def joined(by: User, *emails: str) -> list[Case]:
    """Return a case that goes on, in progress, and others joined with it."""
    cases = [new_case(email=email) for email in (MAIN, *emails)]
    case_actions.start(cases[0].pk, by=by)
    for case in cases[1:]:
        case_merge.merge(case.pk, into=cases[0].pk, by=by)
    return [Case.objects.get(pk=case.pk) for case in cases]


def shown(case: Case) -> dict[str, Any]:
    return represent_case(Case.objects.get(pk=case.pk), "", "uk")


def test_the_main_senders_end_leaves_the_others_open_with_their_data(by: User) -> None:
    main, other, third = joined(by, OTHER, THIRD)
    case_messages.hear(other.pk, text="od drugiej")
    case_messages.write(main.pk, text="do wszystkich", by=by, seen=EVERYTHING)
    coming = appointments.make(main.pk, by=by, seen=EVERYTHING, **when(48))
    page = open_group().activity
    linked_activities.link(main.pk, page_id=page.pk, by=by, seen=EVERYTHING)
    case_actions.withdraw(main.pk)
    assert shown(main)["state"] == CaseState.WITHDRAWN
    for case in (other, third):
        seen = shown(case)
        assert (seen["state"], seen["can"]["write"]) == (CaseState.IN_PROGRESS, True)
        assert [one["id"] for one in seen["appointments"]] == [str(coming.pk)]
        assert "do wszystkich" in [one["text"] for one in seen["messages"]]
        assert [card["id"] for card in seen["activities"]] == [page.pk]
    heir = Case.objects.get(pk=other.pk)
    assert (heir.merged_into, heir.assignee, heir.due_on) == (None, by, main.due_on)
    assert Case.objects.get(pk=third.pk).merged_into == heir
    [mail] = written("withdrawn")
    assert (mail.to, mail.facts[0][1]) == (by.email, main.reference)
    assert {mail.to for mail in written("parted")} == {OTHER}


def test_erasing_the_main_sender_leaves_the_others_request_open(by: User) -> None:
    main, other = joined(by, OTHER)
    case_messages.hear(main.pk, text="od pierwszej")
    case_messages.hear(other.pk, text="od drugiej")
    case_messages.write(main.pk, text="do obu", by=by, seen=EVERYTHING)
    personal_data.erase(MAIN, administrator())
    texts = [one["text"] for one in shown(other)["messages"]]
    assert texts == ["od drugiej", "do obu"]
    assert shown(other)["state"] == CaseState.IN_PROGRESS
    assert not Message.objects.filter(text="od pierwszej").exists()
    assert case_messages.hear(other.pk, text="dalej").case == other
    personal_data.erase(OTHER, administrator())
    assert set(Message.objects.values_list("text", flat=True)) == {""}


def test_erasing_the_main_sender_after_the_end_leaves_the_others_page(by: User) -> None:
    main, other = joined(by, OTHER)
    case_actions.complete(main.pk, by=by, outcome=Outcome.HELPED, message="do obu", seen=EVERYTHING)
    personal_data.erase(MAIN, administrator())
    seen = shown(other)
    assert (seen["state"], seen["outcome"]) == (CaseState.COMPLETED, Outcome.HELPED)
    assert [one["text"] for one in seen["messages"]] == ["do obu"]
    case_messages.hear(other.pk, text="jeszcze jedno")
    case_actions.rate(other.pk, stars=5)


def test_a_joined_sender_may_withdraw_and_the_main_case_goes_on(by: User) -> None:
    main, other = joined(by, OTHER)
    case_messages.write(main.pk, text="do obu", by=by, seen=EVERYTHING)
    heard = case_messages.hear(other.pk, text="od drugiej")
    coming = appointments.make(main.pk, by=by, seen=EVERYTHING, **when(48))
    assert shown(other)["can"]["withdraw"]
    case_actions.withdraw(other.pk)
    main.refresh_from_db()
    assert (main.state, main.unanswered_since) == (CaseState.IN_PROGRESS, None)
    gone = Case.objects.get(pk=other.pk)
    assert (gone.state, gone.merged_into) == (CaseState.WITHDRAWN, None)
    assert heard in case_messages.thread_of(gone)
    assert not Appointment.objects.get(pk=coming.pk).is_cancelled
    struck = [mail for mail in written("appointment") if mail.to == OTHER][-1]
    assert b"STATUS:CANCELLED" in struck.attachments[0].content


def test_what_was_joined_can_be_parted(by: User) -> None:
    main, other = joined(by, OTHER)
    case_messages.hear(main.pk, text="od pierwszej")
    waits = case_messages.hear(other.pk, text="od drugiej")
    Case.objects.filter(pk=main.pk).update(unanswered_since=waits.created_at)
    effect = effects(lambda: case_split.split(other.pk, by=by))
    assert effect == (["parted", "parted"], ["parted"])
    alone = Case.objects.get(pk=other.pk)
    assert (alone.state, alone.merged_into) == (CaseState.IN_PROGRESS, None)
    assert alone.unanswered_since == waits.created_at
    assert Case.objects.get(pk=main.pk).unanswered_since is None
    case_messages.write(main.pk, text="tylko do pierwszej", by=by)
    assert [one["text"] for one in shown(other)["messages"]] == ["od drugiej"]
    case_actions.complete(main.pk, by=by, outcome=Outcome.HELPED, seen=EVERYTHING)
    assert shown(other)["state"] == CaseState.IN_PROGRESS


def test_appointments_of_a_joined_case_are_kept_seen_and_remembered(by: User) -> None:
    main, other = new_case(email=MAIN), new_case(email=OTHER)
    own = appointments.make(other.pk, by=by, **when(20))
    mains = appointments.make(main.pk, by=by, **when(21))
    case_merge.merge(other.pk, into=main.pk, by=by)
    assert set(appointments.of_all(main)) == {own, mains}
    reminders.remind()
    assert sorted(mail.to for mail in written("reminder")) == [MAIN, OTHER, OTHER]
    appointments.move(own.pk, by=by, **when(22))
    case_actions.decline(main.pk, by=by, message="Nie możemy", seen=EVERYTHING)
    assert not Appointment.objects.filter(is_cancelled=False).exists()


def test_activities_of_a_joined_case_are_kept_and_seen_at_the_desk(by: User) -> None:
    main, other = new_case(email=MAIN), new_case(email=OTHER)
    own, mains = (open_group().activity for _each in range(2))
    linked_activities.link(other.pk, page_id=own.pk, by=by)
    case_merge.merge(other.pk, into=main.pk, by=by)
    linked_activities.link(main.pk, page_id=mains.pk, by=by, seen=EVERYTHING)
    assert {one.page_id for one in linked_activities.of_all(main)} == {own.pk, mains.pk}
    assert {card["id"] for card in shown(other)["activities"]} == {own.pk, mains.pk}
    assert [card["id"] for card in shown(main)["activities"]] == [mains.pk]
    case_split.split(other.pk, by=by)
    assert [card["id"] for card in shown(other)["activities"]] == [own.pk]


def test_both_senders_and_whoever_has_the_cases_are_told_of_a_joining(by: User) -> None:
    main, other, colleague = new_case(email=MAIN), new_case(email=OTHER), worker(COUNTY)
    case_actions.assign(main.pk, to=colleague, by=colleague)
    mains = appointments.make(main.pk, by=by, **when(48))
    case_merge.merge(other.pk, into=main.pk, by=by)
    assert {mail.to for mail in written("joined")} == {MAIN, OTHER}
    assert [mail.to for mail in written("joined_desk")] == [colleague.email]
    told = [mail for mail in written("appointment") if mail.to == OTHER]
    assert [str(mains.pk).encode() in mail.attachments[0].content for mail in told] == [True]


@pytest.mark.parametrize("end", ["withdraw", "complete", "decline"])
def test_no_appointment_survives_an_end(by: User, end: str) -> None:
    case = new_case()
    coming, past = (appointments.make(case.pk, by=by, **when(hours)) for hours in (48, -2))
    {
        "withdraw": lambda: case_actions.withdraw(case.pk),
        "complete": lambda: case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED),
        "decline": lambda: case_actions.decline(case.pk, by=by, message="Nie"),
    }[end]()
    coming.refresh_from_db()
    past.refresh_from_db()
    assert (coming.is_cancelled, past.is_cancelled) == (True, False)
    struck = written("appointment")[-1]
    assert b"STATUS:CANCELLED" in struck.attachments[0].content


@pytest.mark.parametrize("first", ["case", "main"])
def test_of_two_that_wait_the_longer_wait_counts(by: User, first: str) -> None:
    case, main = new_case(email=OTHER), new_case(email=MAIN)
    now = timezone.now()
    long, short = now - timedelta(days=3), now - timedelta(days=1)
    early, late = (case, main) if first == "case" else (main, case)
    Case.objects.filter(pk=early.pk).update(unanswered_since=long)
    Case.objects.filter(pk=late.pk).update(unanswered_since=short)
    case_merge.merge(case.pk, into=main.pk, by=by)
    assert Case.objects.get(pk=main.pk).unanswered_since == long


def test_an_answer_from_an_old_page_of_a_joined_case_is_not_lost_in_it(by: User) -> None:
    main, other = joined(by, OTHER)
    with pytest.raises(JoinedError) as refused:
        case_messages.write(other.pk, text="na starej stronie", by=by)
    assert refused.value.main == main


def test_nothing_is_written_where_nobody_reads_it(by: User) -> None:
    case = asked()
    personal_data.erase(case.email, administrator())
    with pytest.raises(ClosedError):
        case_messages.write(case.pk, text="Halo?", by=by)


def test_an_heir_in_another_county_is_told_to_those_who_answer_there(by: User) -> None:
    there = worker(ELSEWHERE)
    main, other = new_case(email=MAIN), new_case(email=OTHER, county=ELSEWHERE)
    case_actions.assign(main.pk, to=by, by=by)
    case_merge.merge(other.pk, into=main.pk, by=administrator())
    token_of(other)
    case_actions.withdraw(main.pk)
    assert Case.objects.get(pk=other.pk).assignee is None
    assert [mail.to for mail in written("free")] == [there.email]
