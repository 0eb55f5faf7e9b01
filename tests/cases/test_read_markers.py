"""Only what a page showed is answered, ended or taken over; the rest still waits, and is told."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.background.models import Letter
from cms.cases.domain import (
    appointments,
    case_actions,
    case_merge,
    case_messages,
    linked_activities,
)
from cms.cases.domain.errors import ConcurrentChangeError, UnreadError, UnseenJoinedError
from cms.cases.domain.read_markers import EVERYTHING, read_marker
from cms.cases.enums import CaseState, Meeting, Outcome
from cms.cases.models import Case, CaseFile, MessageTemplate
from cms.users.models import User
from tests.cases import file_samples
from tests.cases.recorded_effects import written
from tests.factories.cases import COUNTY, QUESTION, new_case, worker
from tests.factories.events import open_group

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

URGENT = "PILNE: jutro przyjeżdża komisja"


@pytest.fixture
def by() -> User:
    return worker(COUNTY)


def test_an_answer_typed_before_does_not_answer_what_came_meanwhile(by: User) -> None:
    case = new_case()
    seen = read_marker(case)
    urgent = case_messages.hear(case.pk, text=URGENT)
    case_messages.write(case.pk, text="Dzień dobry", by=by, seen=seen)
    known = Case.objects.get()
    assert known.unanswered_since == urgent.created_at
    assert len(written("heard")) == 1
    case_messages.write(case.pk, text="Już czytam", by=by, seen=read_marker(case))
    assert Case.objects.get().unanswered_since is None


def test_what_a_colleague_answered_does_not_wait_again(by: User) -> None:
    case = new_case()
    case_messages.hear(case.pk, text="A")
    stale = read_marker(case)
    case_messages.hear(case.pk, text="B")
    case_messages.write(case.pk, text="do obu", by=by, seen=EVERYTHING)
    case_messages.write(case.pk, text="do pierwszej", by=by, seen=stale)
    assert Case.objects.get().unanswered_since is None
    third = case_messages.hear(case.pk, text="C")
    case_messages.write(case.pk, text="znów do pierwszej", by=by, seen=stale)
    assert Case.objects.get().unanswered_since == third.created_at


def test_nothing_ends_over_words_that_nobody_read(by: User) -> None:
    case = new_case()
    seen = read_marker(case)
    case_messages.hear(case.pk, text=URGENT)
    with pytest.raises(UnreadError):
        case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED, message="Gotowe", seen=seen)
    with pytest.raises(UnreadError):
        case_actions.decline(case.pk, by=by, message="Nie", seen=seen)
    known = Case.objects.get()
    assert (known.state, known.messages.count()) == (CaseState.RECEIVED, 1)
    assert known.unanswered_since is not None
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED, seen=read_marker(case))
    assert Case.objects.get().unanswered_since is None


def test_a_step_without_words_answers_nobody(by: User) -> None:
    case = new_case()
    for step in (case_actions.triage, case_actions.accept, case_actions.start):
        step(case.pk, by=by)
        known = Case.objects.get()
        assert (known.unanswered_since, known.first_answered_at) == (case.unanswered_since, None)
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED)
    known = Case.objects.get()
    assert (known.unanswered_since, known.first_answered_at) == (None, known.closed_at)


def test_the_first_answer_stays_the_first(by: User) -> None:
    case = new_case()
    said = case_messages.write(case.pk, text="Jesteśmy", by=by)
    case_actions.start(case.pk, by=by, message="Zaczynamy")
    case_actions.decline(case.pk, by=by, message="Jednak nie")
    assert Case.objects.get().first_answered_at == said.created_at


def test_what_a_joining_brings_is_not_answered_by_who_did_not_see_it(by: User) -> None:
    case, main = new_case(), new_case()
    case_messages.write(main.pk, text="Dzień dobry", by=by)
    urgent = case_messages.hear(case.pk, text=URGENT)
    Case.objects.filter(pk=case.pk).update(unanswered_since=urgent.created_at)
    case_merge.merge(case.pk, into=main.pk, by=by)
    assert Case.objects.get(pk=main.pk).unanswered_since == urgent.created_at
    case_messages.write(main.pk, text="Przeczytane", by=by, seen=read_marker(main))
    assert Case.objects.get(pk=main.pk).unanswered_since is None


BEGINS = timezone.now() + timedelta(days=2)
VISIT: dict[str, Any] = {"meeting": Meeting.VISIT, "starts_at": BEGINS}
VISIT |= {"ends_at": BEGINS + timedelta(hours=1), "place": "Gabinet dyrektorki"}
ACTS: dict[str, Callable[..., Any]] = {
    "write": partial(case_messages.write, text="Tylko do pierwszej"),
    "triage": case_actions.triage,
    "accept": partial(case_actions.accept, message="Tylko do pierwszej"),
    "start": case_actions.start,
    "complete": partial(case_actions.complete, outcome=Outcome.HELPED),
    "decline": partial(case_actions.decline, message="Tylko do pierwszej"),
    "reopen": case_actions.reopen,
    "make": partial(appointments.make, **VISIT),
    "link": linked_activities.link,
}


@pytest.mark.parametrize("name", ACTS)
def test_nothing_is_for_a_sender_whose_case_was_joined_unseen(by: User, name: str) -> None:
    case, main = new_case(email="other@example.org"), new_case()
    case_messages.write(main.pk, text="Dzień dobry", by=by)
    act = partial(ACTS[name], main.pk, by=by)
    if name == "link":
        act = partial(act, page_id=open_group().activity.pk)
    seen = read_marker(main)
    case_merge.merge(case.pk, into=main.pk, by=by)
    if name == "reopen":
        case_actions.complete(main.pk, by=by, outcome=Outcome.HELPED, seen=EVERYTHING)
    before = Case.objects.order_by("pk").values()
    stood, letters = list(before), Letter.objects.count()
    with pytest.raises(UnseenJoinedError) as refused:
        act(seen=seen)
    assert refused.value.cases == [case]
    assert (list(before.all()), Letter.objects.count()) == (stood, letters)
    act(seen=read_marker(main))


def test_an_appointment_is_not_moved_for_who_was_joined_unseen(by: User) -> None:
    case, main = new_case(), new_case()
    known, seen = appointments.make(main.pk, by=by, **VISIT), read_marker(main)
    case_merge.merge(case.pk, into=main.pk, by=by)
    with pytest.raises(UnseenJoinedError):
        appointments.move(known.pk, by=by, seen=seen, **VISIT)
    assert appointments.move(known.pk, by=by, seen=read_marker(main), **VISIT).sequence == 1


def test_who_answers_from_before_a_joining_is_asked_again(client: Client, by: User) -> None:
    case, main = new_case(email="other@example.org"), new_case()
    client.force_login(by)
    page = client.get(reverse("desk:case", args=[main.pk])).content.decode()
    case_merge.merge(case.pk, into=main.pk, by=by)
    form = {"text": "Tylko do pierwszej", "as": "answer", "seen": hidden(page, "seen")}
    url, plan = (
        reverse("desk:case_write", args=[main.pk]),
        file_samples.upload(file_samples.TEXT, "plan.txt"),
    )
    refused = client.post(url, {**form, "attachments": plan})
    shown = refused.content.decode()
    assert (refused.status_code, CaseFile.objects.count(), written("message")) == (422, 0, [])
    said = " ".join(map(str, refused.context["messages"]))
    assert f"{case.reference} ({case.about}) was joined with this case meanwhile" in said
    assert "choose the files again" in said
    assert "Tylko do pierwszej</textarea>" in shown
    assert f"{case.reference}</a> ({case.about})" in shown
    client.post(url, {**form, "seen": hidden(shown, "seen")})
    assert {mail.to for mail in written("message")} == {main.email, "other@example.org"}


def test_who_ends_a_case_from_before_a_joining_is_asked_again(client: Client, by: User) -> None:
    case, main = new_case(), new_case()
    client.force_login(by)
    url = reverse("desk:case_complete", args=[main.pk])
    page = client.get(f"{url}?seen={read_marker(main)}").content.decode()
    case_messages.write(case.pk, text="Dzień dobry", by=by)
    case_merge.merge(case.pk, into=main.pk, by=by)
    form = {"outcome": "helped", "message": "Gotowe, do zobaczenia", "seen": hidden(page, "seen")}
    refused = client.post(url, form)
    shown = refused.content.decode()
    assert (refused.status_code, Case.objects.get(pk=main.pk).state) == (409, CaseState.RECEIVED)
    assert "Gotowe, do zobaczenia" in shown
    assert any(case.reference in effect for effect in refused.context["effects"])
    client.post(url, {**form, "seen": hidden(shown, "seen")})
    assert Case.objects.get(pk=main.pk).state == CaseState.COMPLETED


def test_who_makes_an_appointment_from_before_a_joining_is_asked_again(
    client: Client, by: User
) -> None:
    case, main = new_case(), new_case()
    client.force_login(by)
    url = reverse("desk:case_appoint", args=[main.pk])
    seen = hidden(client.get(url).content.decode(), "seen")
    case_merge.merge(case.pk, into=main.pk, by=by)
    form = {"meeting": "visit", "day": f"{BEGINS:%Y-%m-%d}", "place": "Gabinet dyrektorki"}
    form |= {"begins": "10:00", "ends": "11:00"}
    refused = client.post(url, {**form, "seen": seen})
    shown = refused.content.decode()
    assert not main.appointments.exists()
    assert case.reference in refused.context["hint"]
    assert "Gabinet dyrektorki" in shown
    client.post(url, {**form, "seen": hidden(shown, "seen")})
    assert main.appointments.get().place == "Gabinet dyrektorki"


@pytest.mark.parametrize("name", ["triage", "accept", "start", "reopen"])
def test_a_step_with_words_answers_only_what_was_read(client: Client, by: User, name: str) -> None:
    case = new_case()
    if name == "reopen":
        case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED)
    client.force_login(by)
    url = reverse(f"desk:case_{name}", args=[case.pk])
    seen = hidden(client.get(f"{url}?seen={read_marker(case)}").content.decode(), "seen")
    urgent = case_messages.hear(case.pk, text=URGENT)
    done = client.post(url, {"message": "Do zobaczenia", "seen": seen}, follow=True)
    known = Case.objects.get()
    assert known.messages.last().text == "Do zobaczenia"
    assert known.unanswered_since == urgent.created_at
    assert "you had not seen: it is still unanswered" in done.content.decode()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\d*)"', page)
    assert found, page
    return found[1]


def test_the_writer_is_told_at_once_on_the_page(client: Client, by: User) -> None:
    case = new_case()
    client.force_login(by)
    page = client.get(reverse("desk:case", args=[case.pk])).content.decode()
    case_messages.hear(case.pk, text=URGENT)
    form = {"text": "Dzień dobry", "as": "answer", "seen": hidden(page, "seen")}
    answer = client.post(reverse("desk:case_write", args=[case.pk]), form, follow=True)
    shown = answer.content.decode()
    assert "you had not seen: it is still unanswered" in shown
    assert Case.objects.get().unanswered_since is not None


def test_who_completes_reads_first_what_came_meanwhile(client: Client, by: User) -> None:
    case = new_case()
    client.force_login(by)
    url = reverse("desk:case_complete", args=[case.pk])
    seen = hidden(client.get(f"{url}?seen={read_marker(case)}").content.decode(), "seen")
    case_messages.hear(case.pk, text=URGENT)
    form = {"outcome": "helped", "message": "Gotowe, do zobaczenia", "seen": seen}
    late = client.post(url, form)
    shown = late.content.decode()
    assert late.status_code == 409
    assert URGENT in shown
    assert "Gotowe, do zobaczenia" in shown
    assert Case.objects.get().state == CaseState.RECEIVED
    client.post(url, {**form, "seen": hidden(shown, "seen")})
    assert Case.objects.get().state == CaseState.COMPLETED


def test_a_colleague_who_was_quicker_keeps_the_case(client: Client, by: User) -> None:
    case, quicker = new_case(), worker(COUNTY, first_name="Ola", last_name="Prędka")
    client.force_login(by)
    page = client.get(reverse("desk:case", args=[case.pk])).content.decode()
    case_actions.assign(case.pk, to=quicker, by=quicker)
    late = client.post(
        reverse("desk:case_take", args=[case.pk]), {"had": hidden(page, "had")}, follow=True
    )
    assert "Ola Prędka has the case now" in late.content.decode()
    assert Case.objects.get().assignee == quicker
    with pytest.raises(ConcurrentChangeError):
        case_actions.release(case.pk, by=by, had=by.pk)
    case_actions.assign(case.pk, to=by, by=by, had=quicker.pk)
    assert Case.objects.get().assignee == by
    assert [mail.to for mail in written("taken")] == [quicker.email]


def test_a_template_is_added_to_what_is_typed(client: Client, by: User) -> None:
    case = new_case(locale="uk")
    template = MessageTemplate.objects.create(name="Wizyta", text_uk="Вітаємо, {reference}!")
    client.force_login(by)
    form = {"text": "Pisane pół godziny", "as": "template", "template": template.pk, "seen": "1"}
    answer = client.post(reverse("desk:case_write", args=[case.pk]), form)
    text = answer.context["reply"]["text"].value()
    assert text == f"Pisane pół godziny\n\nВітаємо, {case.reference}!"
    assert not case.messages.exists()


def test_a_question_does_not_come_into_a_state_that_its_board_lacks(client: Client) -> None:
    case, adviser = new_case(QUESTION), worker(COUNTY, role="Advisers")
    User.objects.filter(pk=adviser.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=adviser.pk))
    for name in ("triage", "accept"):
        url = reverse(f"desk:case_{name}", args=[case.pk])
        assert client.post(url, {"message": ""}).status_code == 409
    assert Case.objects.get().state == CaseState.RECEIVED


def test_nobody_says_that_somebody_without_an_address_is_told(client: Client, by: User) -> None:
    case = new_case(email="")
    client.force_login(by)
    assert (
        "nobody is told by mail"
        in client.get(reverse("desk:case", args=[case.pk])).content.decode()
    )
    form = {"text": "Dzień dobry", "as": "answer", "seen": read_marker(case)}
    answer = client.post(reverse("desk:case_write", args=[case.pk]), form, follow=True)
    shown = [str(one) for one in answer.context["messages"]]
    assert [text for text in shown if "nobody is told by mail" in text]
    assert not [text for text in shown if "is told by mail." in text and "nobody" not in text]
