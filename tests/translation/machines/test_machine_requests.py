"""No text is charged twice, and nothing is sent beyond the budget."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale

from cms.translation.machines.domain import machine_requests, usage_ledger
from cms.translation.machines.domain.machine_requests import Asked, StillAskingError
from cms.translation.machines.domain.providers import available
from cms.translation.machines.enums import AnswerState, Problem, Provider
from cms.translation.machines.models import MachineAnswer, MachineChoice, MachineSpending
from cms.translation.machines.rules.months import month_of
from cms.translation.machines.rules.placeholder_protection import Question

from .conftest import Machine

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def ask(choice: MachineChoice, *texts: str) -> Asked:
    return machine_requests.ask(
        choice, available()[Provider(choice.provider)], [Question(text, text) for text in texts]
    )


def states() -> dict[str, str]:
    return dict(MachineAnswer.objects.values_list("source", "state"))


def spent() -> int:
    return usage_ledger.spent("uk", timezone.now())


def test_answers_are_kept_and_not_asked_again(machine: Machine, choice: MachineChoice) -> None:
    first = ask(choice, "Dom", "Praca")
    second = ask(choice, "Dom", "Zdrowie", "Dom")
    assert first.texts == {"Dom": "UK: Dom", "Praca": "UK: Praca"}
    assert second.texts == {"Dom": "UK: Dom", "Zdrowie": "UK: Zdrowie"}
    assert machine.texts == ["Dom", "Praca", "Zdrowie"]
    assert spent() == len("DomPracaZdrowie")


def test_what_differs_only_in_inflection_is_asked_once(
    machine: Machine, choice: MachineChoice
) -> None:
    translator = available()[Provider.DEEPL]
    same = [Question("karta", "card", ()), Question("kartę", "card", ())]
    assert machine_requests.ask(choice, translator, same).texts == {
        "karta": "UK: card",
        "kartę": "UK: card",
    }
    assert machine.texts == ["card"]


def test_many_texts_go_in_several_requests(machine: Machine, choice: MachineChoice) -> None:
    texts = [f"Tekst {number}" for number in range(120)]
    assert len(ask(choice, *texts).texts) == 120
    assert [len(body["text"]) for body in machine.asked] == [50, 50, 20]


def test_long_texts_go_alone(machine: Machine, choice: MachineChoice) -> None:
    choice.provider = Provider.LIBRETRANSLATE
    ask(choice, "a" * 2000, "b" * 2000, "c" * 3000, "d", "e")
    assert [len(body["q"]) for body in machine.asked] == [1, 1, 1, 2]


def test_the_budget_ends_in_the_middle(machine: Machine, choice: MachineChoice) -> None:
    choice.characters_a_month = 8
    choice.save()
    asked = ask(choice, "Dom", "Praca", "Zdrowie", "A")
    assert asked.texts == {"Dom": "UK: Dom", "Praca": "UK: Praca"}
    assert [str(refusal) for refusal in asked.refusals] == [
        "This month's budget of characters is used up."
    ]
    assert (machine.texts, spent()) == (["Dom", "Praca"], 8)
    assert ask(choice, "Dom", "Praca").refusals == []


def test_a_new_month_has_a_new_budget(machine: Machine, choice: MachineChoice) -> None:
    choice.characters_a_month = 3
    choice.save()
    before = timezone.now() - timedelta(days=40)
    MachineSpending.objects.create(
        target="uk", provider=Provider.DEEPL, month=month_of(before), characters=3
    )
    assert ask(choice, "Dom").texts == {"Dom": "UK: Dom"}


def test_the_budget_counts_every_machine_of_the_language(choice: MachineChoice) -> None:
    month = month_of(timezone.now())
    for target, provider in (("uk", "deepl"), ("uk", "libretranslate"), ("ru", "deepl")):
        MachineSpending.objects.create(target=target, provider=provider, month=month, characters=10)
    choice.characters_a_month = 25
    assert usage_ledger.left(choice, timezone.now()) == 5


def test_months_are_warsaws() -> None:
    last_minutes = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # 0:30 on 1 July in Warsaw.
    assert month_of(last_minutes).isoformat() == "2026-07-01"


@pytest.mark.parametrize("status", [403, 456, 503])
def test_a_refusal_is_not_counted(machine: Machine, choice: MachineChoice, status: int) -> None:
    machine.status = status
    asked = ask(choice, "Dom")
    assert (asked.texts, len(asked.refusals), states(), spent()) == ({}, 1, {}, 0)
    machine.status = 200
    assert ask(choice, "Dom").texts == {"Dom": "UK: Dom"}


def test_an_overloaded_machine_is_asked_again(machine: Machine, choice: MachineChoice) -> None:
    machine.status = 429

    def recover() -> None:
        machine.status = 429 if len(machine.asked) < 3 else 200

    machine.before = recover
    assert ask(choice, "Dom").texts == {"Dom": "UK: Dom"}
    assert (len(machine.asked), spent()) == (3, 3)


def test_without_an_answer_nobody_asks_again_by_itself(
    machine: Machine, choice: MachineChoice
) -> None:
    machine.status = 502
    first = ask(choice, "Dom", "Praca")
    machine.status = 200
    second = ask(choice, "Dom", "Praca", "Zdrowie")
    assert (first.closed, len(first.refusals)) == (2, 1)
    assert (second.closed, second.refusals, second.texts) == (2, [], {"Zdrowie": "UK: Zdrowie"})
    assert states() == {"Dom": "unknown", "Praca": "unknown", "Zdrowie": "answered"}
    assert machine.texts == ["Dom", "Praca", "Zdrowie"]
    assert spent() == len("DomPracaZdrowie")


def test_an_empty_answer_is_a_failure(machine: Machine, choice: MachineChoice) -> None:
    machine.answer = lambda texts, _target: ["" if text == "Dom" else "Робота" for text in texts]
    asked = ask(choice, "Dom", "Praca")
    assert (asked.closed, asked.texts) == (1, {"Praca": "Робота"})
    row = MachineAnswer.objects.get(source="Dom")
    assert (row.state, row.problem) == (AnswerState.UNUSABLE, Problem.EMPTY)
    ask(choice, "Dom")
    assert machine.texts == ["Dom", "Praca"]


def test_a_process_that_died_while_asking_leaves_an_open_question(
    machine: Machine, choice: MachineChoice
) -> None:
    translator = available()[Provider.DEEPL]
    usage_ledger.claim(choice, translator, [Question("Dom", "Dom")])
    MachineAnswer.objects.update(
        asked_at=timezone.now() - usage_ledger.LEASE - timedelta(seconds=1)
    )
    asked = ask(choice, "Dom")
    assert (asked.closed, asked.texts, machine.asked) == (1, {}, [])
    assert states() == {"Dom": "unknown"}


def test_who_is_killed_in_the_call_does_not_charge_twice(
    machine: Machine, choice: MachineChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is ended between the answer and its storage comes again, and asks nothing."""

    def die(*_args: object) -> None:
        raise SystemExit

    monkeypatch.setattr(usage_ledger, "settle", die)
    with pytest.raises(SystemExit):
        ask(choice, "Dom")
    monkeypatch.undo()
    monkeypatch.setattr(machine_requests, "STARTS_WITHIN", 0.2)
    with pytest.raises(StillAskingError):
        ask(choice, "Dom")
    assert (machine.texts, states()) == (["Dom"], {"Dom": "asking"})


def test_another_process_is_waited_for(
    machine: Machine, choice: MachineChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed = usage_ledger.claim(choice, available()[Provider.DEEPL], [Question("Dom", "Dom")])
    monkeypatch.setattr(
        machine_requests, "sleep", lambda _time: usage_ledger.settle(claimed, ["Будинок"])
    )
    assert ask(choice, "Dom").texts == {"Dom": "Будинок"}
    assert machine.asked == []


def test_the_dummy_costs_nothing(choice: MachineChoice, settings: object) -> None:
    settings.MACHINE_TRANSLATION_DUMMY = True  # type: ignore[attr-defined]  # pytest-django's.
    choice.provider, choice.characters_a_month = Provider.DUMMY, 1
    choice.save()
    assert ask(choice, "Dom").texts == {"Dom": "⟦uk?⟧ Dom"}
    assert spent() == 0


@pytest.mark.postgresql(only=True)  # It needs two writers.
@pytest.mark.django_db(transaction=True)
def test_who_asks_at_the_same_moment_pays_once(machine: Machine) -> None:
    choice = MachineChoice.objects.create(
        locale=Locale.objects.get(language_code="uk"), provider=Provider.DEEPL
    )
    texts = [f"Tekst {number}" for number in range(60)]
    gate = threading.Barrier(4)

    def run(_number: int) -> dict[str, str]:
        try:
            gate.wait()
            return ask(choice, *texts).texts
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(run, range(4)))
    assert answers == [{text: f"UK: {text}" for text in texts}] * 4
    assert sorted(machine.texts) == sorted(texts)
    assert spent() == sum(map(len, texts))
