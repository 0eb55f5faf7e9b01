"""Only what a page showed is answered, ended or taken over; the rest still waits, and is told."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.cases.domain import case_actions, case_merge, case_messages
from cms.cases.domain.errors import ConcurrentChangeError, UnreadError
from cms.cases.domain.read_markers import EVERYTHING, read_marker
from cms.cases.enums import CaseState, Outcome
from cms.cases.models import Case, MessageTemplate
from cms.users.models import User
from tests.cases.recorded_effects import written
from tests.factories.cases import COUNTY, QUESTION, new_case, worker

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
    seen = read_marker(main)
    case_merge.merge(case.pk, into=main.pk, by=by)
    case_messages.write(main.pk, text="Wcześniej napisane", by=by, seen=seen)
    assert Case.objects.get(pk=main.pk).unanswered_since == urgent.created_at
    case_messages.write(main.pk, text="Przeczytane", by=by, seen=read_marker(main))
    assert Case.objects.get(pk=main.pk).unanswered_since is None


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
