"""What is not public is never found, suggested or counted, whatever the index still holds."""

from collections.abc import Callable

import pytest
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.background.jobs.runner import run_due
from cms.content.stories.domain import withdrawal
from cms.content.stories.enums import ConsentKind
from cms.content.stories.models import Consent
from cms.core.library.library_usage import index_what_waits as update_index_of_references
from cms.core.representations.visibility import Visibility
from cms.search.domain import index_writer
from cms.search.domain.catch_up import catch_up, index_page
from cms.search.domain.entries import key_of_page, sources
from cms.search.models import IndexDocument, IndexWord
from tests.delivery.api import read
from tests.delivery.test_leaks import CANARY, HIDING_PLACES, TEXT, canary_body, hidden_page
from tests.factories import ContentPageFactory, ImageFactory
from tests.factories.bodies import body
from tests.factories.handbook import ChapterPageFactory, GlossaryTermFactory
from tests.factories.points import InformationPointFactory, ServiceFactory
from tests.factories.stories import StoryPageFactory
from tests.search.guide import search

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

NOTHING = {
    "total_count": 0,
    "own_language_count": 0,
    "counts": [],
    "did_you_mean": None,
    "phone": "",
}


def assert_unknown(locale: str = "pl") -> None:
    for typed in (CANARY, "kanerek", CANARY[:4]):
        answer = search(typed, locale)
        nearest = answer["meta"].pop("nearest")  # Of public titles some may look like it.
        assert answer == {"meta": NOTHING, "items": []}
        assert CANARY not in str(nearest).lower()
        assert read(f"search/suggestions/?q={typed}&locale={locale}") == {"items": []}
    assert read(f"pages/?search={CANARY}")["meta"]["total_count"] == 0


@pytest.mark.parametrize("hide", HIDING_PLACES)
def test_what_is_hidden_does_not_enter_the_index(hide: Callable[[], Page]) -> None:
    hide()
    assert catch_up()
    for locale in ("pl", "en", "ru", "uk"):
        assert_unknown(locale)
    assert not IndexDocument.objects.filter(text__icontains=CANARY).exists()
    assert not IndexWord.objects.filter(stem__startswith=CANARY[:5]).exists()


def made_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def written_past_every_signal(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def moved_out_of_the_site(page: Page) -> None:
    page.move(Page.get_first_root_node(), "last-child")


@pytest.mark.parametrize("hide", [made_private, written_past_every_signal, moved_out_of_the_site])
def test_what_is_still_in_the_index_is_not_found(hide: Callable[[Page], None]) -> None:
    page = hidden_page()
    assert catch_up()
    assert search(CANARY)["meta"]["total_count"] == 1
    hide(page)
    assert IndexDocument.objects.filter(page=page).exists()
    assert_unknown()
    catch_up()
    assert not IndexDocument.objects.filter(page=page).exists()


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_what_is_taken_down_leaves_the_index_with_it(way: str) -> None:
    page = hidden_page()
    assert catch_up()
    getattr(page, way)()
    assert not IndexDocument.objects.filter(title=CANARY).exists()
    assert not IndexWord.objects.filter(stem__startswith=CANARY[:5]).exists()
    assert_unknown()


def test_a_withdrawn_story_leaves_the_index_with_the_consent() -> None:
    story = StoryPageFactory(title=CANARY, slug=CANARY)
    assert catch_up()
    assert search(CANARY)["items"][0]["type"] == "story"
    consent = Consent.objects.get(translation_key=story.translation_key, kind=ConsentKind.DATA)
    withdrawal.withdraw(consent, user=None)
    assert not IndexDocument.objects.filter(page=story).exists()
    assert_unknown()


def test_words_on_a_picture_of_somebody_leave_the_index_of_every_page_with_it() -> None:
    portrait = ImageFactory(title="Portret")
    story = StoryPageFactory(portrait=portrait, portrait_alt="Kobieta")
    shown = {"image": portrait.pk, "alt": CANARY, "caption": CANARY}
    ContentPageFactory(title="Warsztaty", slug="warsztaty", body=body(("image", shown)))
    update_index_of_references()
    assert catch_up()
    assert search(CANARY)["meta"]["total_count"] == 1
    consent = Consent.objects.get(translation_key=story.translation_key, kind=ConsentKind.IMAGE)
    withdrawal.withdraw(consent, user=None)
    assert_unknown()
    run_due()
    assert_unknown()
    assert search("warsztaty")["meta"]["total_count"] == 1


def test_words_on_pictures_of_a_collection_that_is_closed_leave_the_index() -> None:
    collection = Collection.get_first_root_node().add_child(name="Warsztaty")
    picture = ImageFactory(title="Zdjęcie", collection=collection)
    shown = {"image": picture.pk, "alt": CANARY, "caption": CANARY}
    ContentPageFactory(title="Warsztaty", slug="warsztaty", body=body(("image", shown)))
    update_index_of_references()
    assert catch_up()
    assert search(CANARY)["meta"]["total_count"] == 1
    closed = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert_unknown()
    run_due()
    assert_unknown()
    closed.delete()
    run_due()
    assert search(CANARY)["meta"]["total_count"] == 1


def test_what_a_snippet_said_is_not_found_once_it_says_something_else() -> None:
    term = GlossaryTermFactory(term="karta", definition=f"<p>{CANARY}</p>")
    service = ServiceFactory(name=CANARY)
    ChapterPageFactory(title="Dokumenty", slug="dokumenty", terms=[term])
    InformationPointFactory(title="Rynek", slug="rynek", services=[service])
    assert catch_up()
    assert search(CANARY)["meta"]["total_count"] > 1
    term.definition, service.name = "<p>Inaczej.</p>", "Inaczej"
    for snippet in (term, service):
        snippet.save_revision().publish()
    assert catch_up()
    assert not IndexDocument.objects.filter(text__contains=CANARY).exists()
    assert_unknown()


def test_a_draft_beside_the_live_text_stays_out() -> None:
    page = ContentPageFactory(title="Jawna", slug="jawna")
    page.body = canary_body()
    page.save_revision()
    index_page(page.pk)
    assert search("jawna")["meta"]["total_count"] == 1
    assert_unknown()


def test_a_text_read_before_it_was_taken_down_is_not_put_in() -> None:
    page = ContentPageFactory(**TEXT, slug=CANARY)
    entries = list(sources()["page"].read([key_of_page(page.pk)], Visibility.load()))
    assert [entry.page_id for entry in entries] == [page.pk]
    page.unpublish()
    index_writer.put(entries)
    assert not IndexDocument.objects.filter(page=page).exists()
