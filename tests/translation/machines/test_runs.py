"""From a page to its machine-translated segments: what is asked, what is written, what is left."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.background.batches import progress
from cms.background.batches import start as start_batch
from cms.background.jobs.runner import run_due
from cms.background.models import Batch, BatchItem
from cms.content.pages.models import AlertBanner
from cms.core.models import TranslationStatus
from cms.translation.base.domain import publication, segment_store
from cms.translation.base.domain.errors import SegmentGoneError, UnreviewedError
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows
from cms.translation.base.domain.suggestions import suggestions
from cms.translation.base.enums import SegmentState
from cms.translation.machines.domain import runs, suggestion_source
from cms.translation.machines.domain.run_estimate import KIND
from cms.translation.machines.domain.runs import NoAnswerError, NoMachineError, StoppedError
from cms.translation.machines.enums import Provider
from cms.translation.machines.models import MachineChoice
from cms.users import roles
from tests.background.test_batches import make_due
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.bodies import body
from tests.factories.term_base import TermFactory
from tests.translation.base.translation_steps import edit, locale, publish_in, start, state

from .conftest import Machine

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def chosen(choice: MachineChoice, machine: Machine) -> None:
    """Have DeepL, on this machine, translate into Ukrainian."""


def rows(translation: Any) -> dict[str, SegmentRow]:
    return {row.path: row for row in segment_rows(translation)}


def texts(translation: Any) -> dict[str, tuple[str, str]]:
    return {path: (row.text, row.state) for path, row in rows(translation).items()}


def translator(code: str = "uk") -> Any:
    user = UserFactory(role=roles.translators(code))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def test_a_page_is_translated_and_marked_as_machine_work() -> None:
    user = translator()
    translation = start(ContentPageFactory(title="Dom", slug="dom", lead="Krótko."))
    outcome = runs.translate(translation, user=user)
    assert outcome == runs.Outcome(written=3)
    assert texts(translation) == {
        "title": ("UK: Dom", SegmentState.MACHINE),
        "slug": ("uk-dom", SegmentState.MACHINE),
        "lead": ("UK: Krótko.", SegmentState.MACHINE),
    }
    assert {row.tool for row in rows(translation).values()} == {"DeepL"}


def test_the_page_is_in_the_state_machine_and_cannot_go_live() -> None:
    page = ContentPageFactory()
    translation = start(page)
    runs.translate(translation, user=None)
    assert state(page).status == TranslationStatus.MACHINE
    with pytest.raises(UnreviewedError):
        publication.publish(translation, user=UserFactory(administrator=True))
    assert not translation.get_target_instance().live


def test_a_second_run_asks_and_writes_nothing(machine: Machine) -> None:
    translation = start(ContentPageFactory())
    runs.translate(translation, user=None)
    asked = len(machine.asked)
    assert runs.translate(translation, user=None) == runs.Outcome()
    assert len(machine.asked) == asked


def test_what_people_wrote_is_left_alone(machine: Machine) -> None:
    translation = start(ContentPageFactory(title="Dom", lead="Krótko."))
    segment_store.write(translation, rows(translation)["title"].id, "Хата", user=translator())
    runs.translate(translation, user=None)
    assert machine.texts == ["Krótko."]
    assert texts(translation)["title"] == ("Хата", SegmentState.TRANSLATED)
    assert texts(translation)["slug"] == ("khata", SegmentState.MACHINE)


def test_who_writes_while_the_machine_thinks_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    translation = start(ContentPageFactory(title="Dom", lead="Krótko."))
    user, segment = translator(), rows(translation)["title"].id
    original = runs.machine_requests.ask

    def ask(*args: Any) -> Any:
        answers = original(*args)
        segment_store.write(translation, segment, "Хата", user=user)
        return answers

    monkeypatch.setattr(runs.machine_requests, "ask", ask)
    runs.translate(translation, user=None)
    assert texts(translation)["title"] == ("Хата", SegmentState.TRANSLATED)
    assert texts(translation)["lead"] == ("UK: Krótko.", SegmentState.MACHINE)


def test_texts_whose_source_changed_are_left_to_people_unless_asked_for(machine: Machine) -> None:
    page = ContentPageFactory(lead="Dwa pokoje.")
    publish_in(page)
    edit(page, lead="Trzy pokoje.")
    translation = start(page)
    assert runs.translate(translation, user=None) == runs.Outcome()
    assert runs.translate(translation, user=None, revise=True).written == 1
    assert machine.texts == ["Trzy pokoje."]
    assert texts(translation)["lead"] == ("UK: Trzy pokoje.", SegmentState.MACHINE)


def test_terms_come_back_as_agreed(machine: Machine) -> None:
    TermFactory(term="karta pobytu", uk="посвідка на проживання")
    translation = start(ContentPageFactory(lead="Masz kartę pobytu?"))
    runs.translate(translation, user=None)
    assert texts(translation)["lead"][0] == "UK: Masz посвідка на проживання?"
    assert 'translate="no">посвідка на проживання</span>' in "".join(machine.texts)


def test_numbers_and_addresses_are_not_sent(machine: Machine) -> None:
    heading = ("heading", {"text": "+48 000 000 000", "level": 2})
    translation = start(ContentPageFactory(title="Dom", lead="", body=body(heading)))
    runs.translate(translation, user=None)
    assert machine.texts == ["Dom"]
    assert ("+48 000 000 000", SegmentState.MACHINE) in texts(translation).values()


def test_a_lost_link_is_not_written(machine: Machine) -> None:
    source = '<p>Zobacz <a href="https://example.org/">stronę</a>.</p>'
    page = ContentPageFactory(title="Dom", lead="", body=body(("rich_text", source)))
    machine.answer = lambda texts, _target: [text.replace("a id", "i id") for text in texts]
    translation = start(page)
    outcome = runs.translate(translation, user=None)
    assert (outcome.written, outcome.closed) == (2, 1)
    assert SegmentState.MISSING in {row.state for row in rows(translation).values()}


def test_without_a_machine_nothing_is_started(settings: Any) -> None:
    page = ContentPageFactory()
    settings.DEEPL_AUTH_KEY = ""
    with pytest.raises(NoMachineError):
        runs.translate_source(page.translation_key, locale("uk"), user=None, revise=False)
    with pytest.raises(NoMachineError):
        runs.translate_source(page.translation_key, locale("ru"), user=None, revise=False)
    assert page.get_translations().count() == 0


def test_a_stopped_translation_stays_stopped(machine: Machine) -> None:
    translation = start(ContentPageFactory())
    translation.enabled = False
    translation.save()
    with pytest.raises(StoppedError):
        runs.translate(translation, user=None)
    assert machine.asked == []


def test_nobody_writes_in_another_language() -> None:
    translation = start(ContentPageFactory())
    with pytest.raises(PermissionDenied):
        runs.translate(translation, user=translator("ru"))


def test_stored_answers_are_suggested_and_cost_nothing(machine: Machine) -> None:
    runs.translate(start(ContentPageFactory(lead="Krótko.")), user=None)
    asked = len(machine.asked)
    other = rows(start(ContentPageFactory(lead="Krótko.")))["lead"]
    assert [(found.origin, found.text) for found in suggestions(other, locale("uk"))] == [
        ("DeepL", "UK: Krótko.")
    ]
    assert suggestion_source.stored("Krótko.", "ru") is None
    assert len(machine.asked) == asked


def test_one_segment_is_asked_without_being_written(machine: Machine) -> None:
    translation = start(ContentPageFactory(lead="Krótko."))
    lead = rows(translation)["lead"]
    assert [runs.suggest(translation, lead.id) for _again in range(2)] == ["UK: Krótko."] * 2
    assert (machine.texts, rows(translation)["lead"]) == (["Krótko."], lead)
    with pytest.raises(SegmentGoneError):
        runs.suggest(translation, 0)


def test_a_slug_is_made_from_the_title_without_asking(machine: Machine) -> None:
    translation = start(ContentPageFactory(title="Dom"))
    found = rows(translation)
    with pytest.raises(NoAnswerError):
        runs.suggest(translation, found["slug"].id)
    segment_store.write(translation, found["title"].id, "Хата", user=translator())
    assert runs.suggest(translation, found["slug"].id) == "khata"
    assert machine.asked == []


def test_one_segment_without_an_answer(machine: Machine) -> None:
    translation = start(ContentPageFactory(lead="Krótko."))
    machine.status = 456
    with pytest.raises(NoAnswerError) as raised:
        runs.suggest(translation, rows(translation)["lead"].id)
    assert str(raised.value) == ("The contract with DeepL has no characters left for this month.")


def run(owner: Any, *sources: Any, code: str = "uk") -> Batch:
    items = [
        (
            f"{source.translation_key.hex}:{code}",
            {"key": source.translation_key.hex, "locale": code, "revise": 0},
        )
        for source in sources
    ]
    batch = start_batch(KIND, items, owner=owner)
    run_due()
    batch.refresh_from_db()
    return batch


def messages(batch: Batch) -> list[str]:
    return list(BatchItem.objects.filter(batch=batch).values_list("message", flat=True))


def test_a_bulk_run_starts_and_translates_pages_and_snippets(machine: Machine) -> None:
    pages = [ContentPageFactory() for _number in range(3)]
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Uwaga", text="<p>Zamknięte.</p>")
    batch = run(translator(), *pages, alert)
    assert (batch.done, batch.failed, batch.finished_at is not None) == (4, 0, True)
    assert [state(page).status for page in pages] == [TranslationStatus.MACHINE] * 3
    assert rows(start(alert))["title"].text == "UK: Uwaga"
    assert sorted(machine.texts) == sorted(set(machine.texts))


def test_what_a_machine_refuses_is_told_and_tried_again(machine: Machine) -> None:
    page = ContentPageFactory()
    machine.status = 456
    batch = run(translator(), page)
    assert messages(batch) == ["The contract with DeepL has no characters left for this month."]
    machine.status = 200
    assert progress.retry_failed(batch) == 1
    run_due()
    assert (batch.done, batch.failed) == (1, 0)


def test_a_dead_server_is_told(settings: Any) -> None:
    settings.DEEPL_URL = "http://127.0.0.1:9"
    batch = run(translator(), ContentPageFactory())
    assert messages(batch) == ["DeepL cannot be reached."]


def test_the_end_of_the_budget_keeps_what_was_translated(choice: MachineChoice) -> None:
    choice.characters_a_month = len("Dom")
    choice.save()
    page = ContentPageFactory(title="Dom", slug="dom", lead="Krótko.")
    batch = run(translator(), page)
    assert messages(batch) == [
        "This month's budget of characters is used up. 2 texts were translated before."
    ]
    assert texts(start(page))["title"] == ("UK: Dom", SegmentState.MACHINE)


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda page: page.unpublish(), "The Polish page is not published, so it cannot be tran"),
        (lambda page: page.delete(), "The Polish page is not published, so it cannot be tran"),
        (lambda _page: MachineChoice.objects.update(provider=""), "No machine is chosen for th"),
    ],
)
def test_refusals_are_told(prepare: Any, message: str) -> None:
    page = ContentPageFactory()
    prepare(Page.objects.get(pk=page.pk).specific)
    [told] = messages(run(translator(), page))
    assert told.startswith(message)


def test_rights_are_asked_again_when_the_worker_comes(machine: Machine) -> None:
    batch = run(translator("ru"), ContentPageFactory())
    assert messages(batch) == ["You have no rights in this language."]
    assert machine.asked == []


def test_a_killed_worker_comes_again_and_nothing_is_charged_twice(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ContentPageFactory(title="Dom", slug="dom", lead="Krótko.")

    def die(*_args: Any, **_kwargs: Any) -> None:
        raise SystemExit

    monkeypatch.setattr(runs.segment_store, "write_many", die)
    with pytest.raises(SystemExit):
        run(translator(), page)
    monkeypatch.undo()
    make_due()
    run_due()
    assert machine.texts == ["Dom", "Krótko."]
    assert texts(start(page))["lead"] == ("UK: Krótko.", SegmentState.MACHINE)


def test_the_dummy_is_marked(settings: Any, choice: MachineChoice) -> None:
    settings.MACHINE_TRANSLATION_DUMMY = True
    choice.provider = Provider.DUMMY
    choice.save()
    translation = start(ContentPageFactory(title="Dom"))
    runs.translate(translation, user=None)
    row = rows(translation)["title"]
    assert (row.text, row.tool, row.state) == ("⟦uk?⟧ Dom", "Dummy", SegmentState.MACHINE)
    settings.MACHINE_TRANSLATION_DUMMY = False
    assert suggestion_source.stored("Dom", "uk") is None
