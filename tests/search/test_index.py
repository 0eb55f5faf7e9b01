"""The index follows the content."""

import pytest
from django.db.models import Count

from cms.background.jobs.runner import run_due
from cms.search.domain.catch_up import catch_up, is_due
from cms.search.models import IndexDocument, IndexState, IndexWord, Posting
from tests.factories import ContentPageFactory
from tests.factories.bodies import body
from tests.factories.documents import DocumentFactory
from tests.factories.handbook import ChapterPageFactory, GlossaryTermFactory
from tests.factories.points import InformationPointFactory
from tests.factories.translations import translated
from tests.search.guide import paragraph, search

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def assert_counts_are_right() -> None:
    counted = dict(Posting.objects.values_list("word").annotate(Count("pk")))
    assert dict(IndexWord.objects.values_list("pk", "documents")) == counted


def test_a_published_page_is_found_once_its_job_has_run() -> None:
    ContentPageFactory(title="Latawce", slug="latawce")
    run_due()
    assert [item["title"] for item in search("latawiec")["items"]] == ["Latawce"]


def test_a_changed_page_is_found_by_its_new_words_only() -> None:
    page = ContentPageFactory(title="Latawce", slug="latawce")
    assert catch_up()
    page.title = "Balony"
    page.save_revision().publish()
    assert catch_up()
    assert search("latawce")["meta"]["total_count"] == 0
    assert search("balon")["meta"]["total_count"] == 1
    assert_counts_are_right()


def test_nothing_is_written_when_nothing_changed() -> None:
    ContentPageFactory(title="Latawce", slug="latawce")
    assert is_due()
    assert catch_up()
    state = IndexState.objects.get()
    assert not is_due()
    assert catch_up()
    assert IndexState.objects.get() == state
    assert IndexState.objects.get().number == state.number


def test_a_job_that_runs_out_of_time_leaves_the_rest_to_the_next() -> None:
    ContentPageFactory(title="Latawce", slug="latawce")
    assert not catch_up(max_seconds=0)
    assert is_due()
    assert catch_up()
    assert search("latawce")["meta"]["total_count"] == 1


def test_a_hit_leads_to_the_section_where_the_words_stand() -> None:
    ContentPageFactory(
        title="Remont",
        slug="remont",
        body=body(
            ("rich_text", "<p>Zanim zaczniesz.</p>"),
            ("heading", {"text": "Malowanie ścian", "level": 2}),
            ("rich_text", "<p>Farbę dobierz do podłoża.</p>"),
            ("heading", {"text": "Podłoga", "level": 2}),
            ("rich_text", "<p>Deski trzeba przeszlifować.</p>"),
        ),
    )
    assert catch_up()
    item = search("farba")["items"][0]
    assert (item["section"], item["html_url"]) == (
        "Malowanie ścian",
        "http://127.0.0.1:4321/pl/remont/#malowanie-scian",
    )
    assert search("remont")["items"][0]["html_url"].endswith("/pl/remont/")


def test_a_text_without_a_version_comes_after_and_says_its_language() -> None:
    ContentPageFactory(title="Latawce nad jeziorem", slug="latawce")
    source = ContentPageFactory(title="O latawcach", slug="o-latawcach")
    translated(source, "uk", title="Про повітряних зміїв", slug="zmii", body=paragraph("Змії."))
    assert catch_up()
    found = search("latawce", "uk")
    assert [(item["lang"], item["html_url"]) for item in found["items"]] == [
        ("uk", "http://127.0.0.1:4321/uk/zmii/"),
        ("pl", "http://127.0.0.1:4321/uk/latawce/"),
    ]
    assert (found["meta"]["total_count"], found["meta"]["own_language_count"]) == (2, 1)


def test_terms_lead_to_the_chapter_that_explains_them() -> None:
    term = GlossaryTermFactory(term="karta pobytu", definition="<p>Dokument cudzoziemca.</p>")
    ChapterPageFactory(title="Rozdział o dokumentach", slug="dokumenty", terms=[term])
    assert catch_up()
    found = {item["type"]: item for item in search("karta pobytu")["items"]}
    assert found["term"]["html_url"].endswith(f"/dokumenty/#{term.anchor}")
    assert found["handbook"]["title"] == "Rozdział o dokumentach"


def test_files_are_found_by_their_titles_and_points_say_whether_they_are_open() -> None:
    file = DocumentFactory(title="Wzór pełnomocnictwa")
    InformationPointFactory(title="Punkt przy rynku", slug="rynek")
    assert catch_up()
    assert [i["type"] for i in search("pełnomocnictwo")["items"]] == ["file"]
    [point] = search("rynek", type="point")["items"]
    assert point["state"]["state"] in {"open", "closed"}
    file.delete()
    assert_counts_are_right()


def test_each_word_is_counted_once_a_document() -> None:
    for number in range(3):
        ContentPageFactory(title=f"Latawce {number}", slug=f"latawce-{number}")
    assert catch_up()
    assert_counts_are_right()
    IndexDocument.objects.filter(title="Latawce 1").get().page.unpublish()
    assert_counts_are_right()
