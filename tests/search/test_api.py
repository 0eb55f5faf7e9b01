"""The endpoint: what narrows a search, and what bad requests are told."""

from urllib.parse import quote

import pytest
from django.test.utils import CaptureQueriesContext

from cms.search.domain.catch_up import catch_up
from cms.search.models import Synonym
from tests.delivery.api import get, read
from tests.factories import ContentPageFactory
from tests.factories.handbook import AudienceFactory, ChapterPageFactory
from tests.factories.term_base import TermFactory
from tests.factories.translations import translated
from tests.search.guide import search

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def titles(query: str, locale: str = "pl", **more: object) -> list[str]:
    return [item["title"] for item in search(query, locale, **more)["items"]]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "q"),
        ("q=", "q"),
        (f"q={'a' * 201}", "q"),
        ("q=a&locale=de", "locale"),
        ("q=a&type=kot", "type"),
        ("q=a&audience=0", "audience"),
        ("q=a&county=9999", "county"),
        ("q=a&limit=101", "limit"),
        ("q=a&offset=-1", "offset"),
        ("q=a&color=red", "color"),
        ("q=%00", "q"),
    ],
)
def test_bad_requests_are_told_what_is_wrong(query: str, name: str) -> None:
    answer = get(f"search/?{query}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [name])


@pytest.mark.parametrize(
    "query", ["'\"", "(((", "*", "%", "ż:*&!|<->", "\\", "é" * 200, "💥", "а" * 200]
)
def test_odd_queries_find_nothing_and_break_nothing(query: str) -> None:
    ContentPageFactory(title="Praca", slug="praca")
    assert catch_up()
    assert read(f"search/?q={quote(query)}")["items"] == []


def test_types_are_counted_whichever_is_asked_for() -> None:
    ContentPageFactory(title="Latawce", slug="latawce")
    audience = AudienceFactory(name="Nauczyciele")
    ChapterPageFactory(title="Budowa latawców", slug="budowa", audiences=[audience])
    assert catch_up()
    counts = [{"type": "page", "count": 1}, {"type": "handbook", "count": 1}]
    assert search("latawce")["meta"]["counts"] == counts
    assert search("latawce", type="page")["meta"]["counts"] == counts
    assert titles("latawce", type="handbook") == ["Budowa latawców"]
    assert titles("latawce", audience=audience.pk) == ["Budowa latawców"]
    assert titles("latawce", audience=audience.pk + 1) == []


def test_windows_divide_the_results() -> None:
    for number in range(5):
        ContentPageFactory(title=f"Latawce {number}", slug=f"latawce-{number}")
    assert catch_up()
    whole = titles("latawce")
    assert titles("latawce", limit=2) + titles("latawce", limit=3, offset=2) == whole
    assert len(set(whole)) == 5


def test_suggestions_are_titles_that_fit_what_is_typed_so_far() -> None:
    ContentPageFactory(title="Latawce", slug="latawce")
    assert catch_up()
    assert read("search/suggestions/?q=lata")["items"] == [
        {
            "text": "Latawce",
            "type": "page",
            "lang": "pl",
            "html_url": "http://127.0.0.1:4321/pl/latawce/",
        }
    ]


def test_what_has_no_result_shows_titles_that_look_like_it() -> None:
    ContentPageFactory(title="Remont dachu", slug="dach")
    ContentPageFactory(title="Praca", slug="praca")
    hidden = ContentPageFactory(title="Remonty dachów", slug="dachy")
    assert catch_up()
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)
    found = search("rezzzmont dazzzchu")
    assert found["items"] == []
    assert [item["text"] for item in found["meta"]["nearest"]] == ["Remont dachu"]
    assert search("remont")["meta"]["nearest"] == []


def test_an_editors_word_leads_to_ours_at_once() -> None:
    ContentPageFactory(title="Hulajnogi", slug="hulajnogi")
    assert catch_up()
    assert titles("elektryk") == []
    Synonym.objects.create(language="pl", said="elektryk, e-skuter", meant="hulajnoga")
    assert titles("elektryki") == ["Hulajnogi"]


def test_bad_forms_of_the_term_base_lead_to_the_text() -> None:
    source = ContentPageFactory(title="Hulajnogi", slug="hulajnogi")
    translated(source, "uk", title="Самокати", slug="samokaty")
    assert catch_up()
    TermFactory(term="deskorolka", uk="самокат")
    assert titles("deskorolka", "uk") == ["Самокати"]


def test_lists_of_pages_are_searched_by_the_same_index() -> None:
    ContentPageFactory(title="Latawce i balony", slug="latawce")
    ContentPageFactory(title="Balony", slug="balony")
    assert catch_up()
    found = [item["title"] for item in read("pages/?search=balonem")["items"]]
    assert found == ["Balony", "Latawce i balony"]
    assert read("pages/?search=latawiec+balon")["meta"]["total_count"] == 1
    assert read("pages/?search=latawiec+balon&search_operator=or")["meta"]["total_count"] == 2
    assert [i["title"] for i in read("pages/?search=balonem&order=-title")["items"]] == found[::-1]


@pytest.mark.django_db(transaction=True)
def test_a_search_takes_four_queries_however_much_is_found(
    django_assert_max_num_queries: CaptureQueriesContext,
) -> None:
    for number in range(12):
        ContentPageFactory(title=f"Latawce {number}", slug=f"latawce-{number}")
    assert catch_up()
    search("latawce")
    # Four, and the content version if that was read more than a moment ago.
    with django_assert_max_num_queries(5):
        assert len(search("latawce na wietrze")["items"]) == 12
