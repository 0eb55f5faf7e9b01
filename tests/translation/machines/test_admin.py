"""Machine translation in the admin: who sees and starts what."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cms.background.models import Batch, BatchItem
from cms.content.pages.models import AlertBanner
from cms.translation.base.domain import suggestions
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.machines.domain import run_estimate, runs, summary_items, usage_ledger
from cms.translation.machines.domain.providers import available
from cms.translation.machines.enums import AnswerState, Provider
from cms.translation.machines.models import MachineAnswer, MachineChoice
from cms.translation.machines.rules.placeholder_protection import Question
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import locale, publish_in, start

from .conftest import Machine

pytestmark = pytest.mark.django_db

INDEX = reverse("machine_translation:index")
RUN = reverse("machine_translation:run")
SETTINGS = reverse("machine_translation:settings")
ASK_AGAIN = reverse("machine_translation:ask_again")


@pytest.fixture(autouse=True)
def chosen(choice: MachineChoice, machine: Machine) -> None:
    """Have DeepL, on this machine, translate into Ukrainian."""


def client(role: str = "", **traits: Any) -> Client:
    found = Client()
    found.force_login(UserFactory(role=role, **traits))
    return found


def translator(code: str = "uk") -> Client:
    return client(roles.translators(code))


def sent(choice: MachineChoice, *texts: str, state: AnswerState = AnswerState.UNKNOWN) -> None:
    translator = available()[Provider.DEEPL]
    usage_ledger.claim(choice, translator, [Question(text, text) for text in texts])
    MachineAnswer.objects.update(state=state)


def items() -> list[tuple[str, dict[str, Any]]]:
    return list(BatchItem.objects.order_by("pk").values_list("key", "args"))


@pytest.mark.parametrize("address", [INDEX, RUN])
def test_translators_alone_see_it(address: str) -> None:
    assert translator().get(address).status_code == 200
    assert client(roles.AUTHORS).get(address).status_code == 403


def test_administrators_alone_choose() -> None:
    assert client(administrator=True).get(SETTINGS).status_code == 200
    assert translator().get(SETTINGS).status_code == 403
    assert translator().post(SETTINGS, {"uk-provider": ""}).status_code == 403
    assert client(roles.PUBLISHERS).get(SETTINGS).status_code == 403


def test_a_machine_and_a_budget_are_chosen() -> None:
    form = {
        "en-provider": "deepl",
        "en-characters_a_month": "5000",
        "ru-provider": "libretranslate",
        "ru-characters_a_month": "",
        "uk-provider": "",
        "uk-characters_a_month": "",
    }
    assert client(administrator=True).post(SETTINGS, form).status_code == 302
    assert list(
        MachineChoice.objects.order_by("locale__language_code").values_list(
            "locale__language_code", "provider", "characters_a_month"
        )
    ) == [("en", "deepl", 5000), ("ru", "libretranslate", None), ("uk", "", None)]
    assert ModelLogEntry.objects.filter(action="wagtail.edit").count() == 3


@pytest.mark.parametrize(
    ("field", "value"), [("provider", "dummy"), ("provider", "x"), ("characters_a_month", "0")]
)
def test_what_is_not_configured_cannot_be_chosen(field: str, value: str) -> None:
    response = client(administrator=True).post(SETTINGS, {f"en-{field}": value})
    assert response.status_code == 200
    assert MachineChoice.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_takes_the_same_queries_for_one_page_and_for_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [start(page).source.object_id for page in ContentPageFactory.create_batch(count)]
    languages = [locale(code) for code in ("en", "ru", "uk")]
    with django_assert_num_queries(7):
        run_estimate.plans(languages, keys)


def test_a_run_says_beforehand_what_it_would_do() -> None:
    page = ContentPageFactory(title="Dom", slug="dom", lead="Krótko.")
    start(page)
    begun, other = page, ContentPageFactory()
    response = translator().get(RUN, {"ids": f"{begun.pk},{other.pk}"})
    [plan] = response.context["plans"]
    assert (plan.missing, plan.unknown, plan.characters) == (3, 1, len("DomKrótko."))
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("named_by", ["ids", "keys", "translation"])
def test_a_run_is_started(named_by: str) -> None:
    page = ContentPageFactory()
    key = page.translation_key.hex
    name = {"ids": page.pk, "keys": key, "translation": start(page).pk}[named_by]
    response = translator().post(RUN, {named_by: name, "locales": "uk", "confirmed": "1"})
    assert response["Location"] == reverse("batches:progress", args=[Batch.objects.get().pk])
    assert items() == [(f"{key}:uk", {"key": key, "locale": "uk", "revise": 0})]


def test_everything_is_pages_and_snippets_that_are_live() -> None:
    page = ContentPageFactory()
    draft = ContentPageFactory(draft=True)
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Uwaga", text="<p>Zamknięte.</p>")
    translator().post(RUN, {"all": "1", "locales": "uk", "confirmed": "1"})
    keys = {args["key"] for _key, args in items()}
    assert {page.translation_key.hex, alert.translation_key.hex} <= keys
    assert draft.translation_key.hex not in keys


def test_the_board_names_snippets_with_their_type() -> None:
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Uwaga", text="<p>Zamknięte.</p>")
    names = [f"pages.alertbanner:{alert.pk}"]
    translator().post(RUN, {"ids": names, "locales": "uk", "confirmed": "1"})
    assert [args["key"] for _key, args in items()] == [alert.translation_key.hex]


def test_the_dashboard_and_the_list_show_a_page_that_a_machine_translated() -> None:
    page = ContentPageFactory(title="Dom")
    runs.translate(start(page), user=None)
    mine = translator()
    assert mine.get(reverse("wagtailadmin_home")).status_code == 200
    listed = mine.get(reverse("translation:work_list"), {"status": "machine"})
    assert [row.title for row in listed.context["rows"]] == ["Dom"]


def test_what_is_translated_is_no_work() -> None:
    page = ContentPageFactory()
    publish_in(page)
    response = translator().post(
        RUN, {"keys": page.translation_key.hex, "locales": "uk", "confirmed": "1"}
    )
    assert response["Location"] == INDEX
    assert Batch.objects.count() == 0


def test_a_post_without_confirmation_asks_first() -> None:
    page = ContentPageFactory()
    response = translator().post(RUN, {"ids": [page.pk], "locales": ["uk"]})
    assert response.status_code == 200
    assert Batch.objects.count() == 0


def test_nobody_starts_a_run_in_another_language() -> None:
    page = ContentPageFactory()
    form = {"ids": page.pk, "confirmed": "1", "locales": ["uk", "ru"]}
    assert translator().post(RUN, form).status_code == 403
    assert translator().post(RUN, form | {"locales": "pl"}).status_code == 403
    assert Batch.objects.count() == 0


def test_a_language_without_a_machine_is_left_out() -> None:
    page = ContentPageFactory()
    client(administrator=True).post(
        RUN, {"ids": page.pk, "confirmed": "1", "locales": ["uk", "ru"]}
    )
    assert [args["locale"] for _key, args in items()] == ["uk"]


def test_rubbish_chooses_nothing() -> None:
    response = translator().get(RUN, {"ids": "x,-1", "keys": "rubbish", "translation": "x"})
    assert response.context["count"] == 0


def test_texts_that_need_a_decision_are_shown_and_asked_again(choice: MachineChoice) -> None:
    sent(choice, "Dom", "Praca")
    mine = translator()
    shown = mine.get(INDEX).context["waiting"]
    assert [answer.source for answer in shown] == ["Praca", "Dom"]
    mine.post(ASK_AGAIN, {"answer": shown[0].pk})
    assert [answer.source for answer in MachineAnswer.objects.all()] == ["Dom"]
    assert usage_ledger.spent("uk", timezone.now()) == len("DomPraca")
    mine.post(ASK_AGAIN, {"all": "1"})
    assert not MachineAnswer.objects.exists()
    assert ModelLogEntry.objects.filter(action="machine_translation.ask_again").count() == 2


def test_the_dashboard_tells_of_them(choice: MachineChoice) -> None:
    sent(choice, "Dom", "Praca")
    waiting = [
        [step.count for step in summary_items.task_summary(UserFactory(role=role)) if step.count]
        for role in (roles.translators("uk"), roles.translators("ru"), roles.AUTHORS)
    ]
    assert waiting == [[2], [], []]


def test_what_died_on_the_way_is_shown(choice: MachineChoice) -> None:
    sent(choice, "Dom", state=AnswerState.ASKING)
    assert not translator().get(INDEX).context["waiting"]
    MachineAnswer.objects.update(
        asked_at=timezone.now() - usage_ledger.LEASE - timedelta(seconds=1)
    )
    assert len(translator().get(INDEX).context["waiting"]) == 1


def test_answers_and_other_languages_are_left_alone(choice: MachineChoice) -> None:
    sent(choice, "Dom")
    translator("ru").post(ASK_AGAIN, {"all": "1"})
    assert not translator("ru").get(INDEX).context["waiting"]
    MachineAnswer.objects.update(state=AnswerState.ANSWERED)
    translator().post(ASK_AGAIN, {"all": "1"})
    assert MachineAnswer.objects.count() == 1


def suggest_address(translation: Any) -> str:
    row = next(row for row in segment_rows(translation) if row.path == "lead")
    return reverse("machine_translation:suggest", args=[translation.pk, row.id])


def test_one_segment_is_answered_to_its_translators(machine: Machine) -> None:
    address = suggest_address(start(ContentPageFactory(lead="Krótko.")))
    assert translator("ru").post(address).status_code == 403
    assert machine.asked == []
    assert translator().post(address).json() == {"text": "UK: Krótko.", "origin": "DeepL"}
    assert translator().get(address).status_code == 405


def test_without_a_script_one_is_led_back_to_the_suggestions() -> None:
    translation = start(ContentPageFactory(lead="Krótko."))
    response = translator().post(suggest_address(translation), {"next": "/admin/?at=1"})
    assert response["Location"] == "/admin/?at=1"
    lead = next(row for row in segment_rows(translation) if row.path == "lead")
    offered = suggestions.suggestions(lead, locale("uk"))
    assert [found.text for found in offered] == ["UK: Krótko."]


def test_the_working_view_learns_where_to_ask(choice: MachineChoice) -> None:
    translation = start(ContentPageFactory())
    by_path = {row.path: row.id for row in segment_rows(translation)}
    [question] = suggestions.questions(translation, by_path["lead"])
    assert (question.machine, question.url) == ("DeepL", suggest_address(translation))
    assert suggestions.questions(translation, by_path["slug"]) == []
    choice.delete()
    assert suggestions.questions(translation, by_path["lead"]) == []


def test_the_working_view_offers_to_ask_until_there_is_an_answer() -> None:
    translation = start(ContentPageFactory(lead="Krótko."))
    address, mine = suggest_address(translation), translator()
    segment = address.rstrip("/").rpartition("/")[2]
    help_address = reverse("workbench:help", args=[translation.pk, segment])
    assert f'action="{address}"' in mine.get(help_address).json()["html"]
    mine.post(address)
    html = mine.get(help_address).json()["html"]
    assert (address in html, 'data-use="UK: Krótko."' in html) == (False, True)


def test_one_segment_that_the_machine_refuses(machine: Machine) -> None:
    machine.status = 403
    response = translator().post(suggest_address(start(ContentPageFactory())))
    assert response.status_code == 409
    assert list(response.json()) == ["message"]


def ticked(user: Client, form: dict[str, Any]) -> list[str]:
    """Return the languages that the question has ticked beforehand."""
    text = user.post(RUN, form).content.decode()
    return re.findall(r'name="locales" value="(\w+)"[^>]* checked', text)


def test_nobody_sends_a_page_to_languages_they_did_not_choose(choice: MachineChoice) -> None:
    MachineChoice.objects.create(locale=locale("ru"), provider=choice.provider)
    page = ContentPageFactory()
    everywhere = client(administrator=True)
    assert ticked(everywhere, {"ids": page.pk}) == []
    assert ticked(everywhere, {"ids": page.pk, "locales": "ru"}) == ["ru"]
    assert ticked(translator(), {"ids": page.pk}) == ["uk"]
