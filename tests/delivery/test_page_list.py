"""Lists of pages, and what bad requests are told."""

from typing import Any

import pytest
from wagtail.models import Site

from cms.delivery.api.page_types import page_types
from tests.delivery.api import get, read
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def titles(query: str) -> list[str]:
    return [item["title"] for item in read(f"pages/?{query}")["items"]]


@pytest.fixture
def section() -> Any:
    section = SectionPageFactory(title="Dział", slug="dzial")
    ContentPageFactory(title="Bez", slug="bez", parent=section)
    ContentPageFactory(title="Ananas", slug="ananas", parent=section)
    return section


def test_default_fields_are_those_of_stock_wagtail() -> None:
    page = ContentPageFactory(title="Praca", slug="praca")
    assert read(f"pages/?id={page.pk}") == {
        "meta": {"total_count": 1},
        "items": [
            {
                "id": page.pk,
                "meta": {
                    "type": "pages.ContentPage",
                    "detail_url": f"http://127.0.0.1:8000/api/v2/pages/{page.pk}/",
                    "html_url": "http://127.0.0.1:4321/pl/praca/",
                    "slug": "praca",
                    "first_published_at": read(f"pages/{page.pk}/")["meta"]["first_published_at"],
                    "locale": "pl",
                },
                "title": "Praca",
            }
        ],
    }


def test_all_fields_are_the_document_without_its_parent() -> None:
    page = ContentPageFactory()
    whole = read(f"pages/{page.pk}/")
    del whole["meta"]["parent"]
    assert read(f"pages/?id={page.pk}&fields=*")["items"] == [whole]


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ("lead", {"id", "title", "meta", "lead"}),
        ("_,title", {"title"}),
        ("_,slug", {"meta"}),
        ("-title", {"id", "meta"}),
        ("_,parent(title)", {"meta"}),
    ],
)
def test_fields_choose(fields: str, names: set[str]) -> None:
    page = ContentPageFactory()
    assert set(read(f"pages/?id={page.pk}&fields={fields}")["items"][0]) == names


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=pages.ContentPage", ["Bez", "Ananas"]),
        ("type=pages.contentpage,pages.SectionPage&order=title", ["Ananas", "Bez", "Dział"]),
        ("type=pages.ContentPage&order=-title", ["Bez", "Ananas"]),
        ("type=pages.ContentPage&limit=1&offset=1", ["Ananas"]),
        ("type=pages.ContentPage&limit=0", []),
        ("slug=ananas", ["Ananas"]),
        ("show_in_menus=true&type=pages.SectionPage", ["Dział"]),
        ("child_of=root", ["Dział"]),
        ("locale=uk", ["Спільна справа"]),
        ("descendant_of=root&order=-slug", ["Dział", "Bez", "Ananas"]),
    ],
)
def test_filters(section: Any, query: str, found: list[str]) -> None:
    assert titles(query) == found


def test_relatives(section: Any) -> None:
    child = section.get_children().first()
    copy = translated(section, "uk", title="Розділ")
    assert titles(f"child_of={section.pk}") == ["Bez", "Ananas"]
    assert titles(f"ancestor_of={child.pk}") == ["Wspólna Sprawa", "Dział"]
    assert titles(f"translation_of={section.pk}") == [copy.title]


def test_random_order_is_of_all() -> None:
    for _ in range(3):
        ContentPageFactory()
    ids = [item["id"] for item in read("pages/?type=pages.ContentPage&order=random")["items"]]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("path", ["html_path=/uk/robota/", "html_path=/uk/praca/", "id={}"])
def test_find_redirects_in_every_language(path: str) -> None:
    copy = translated(ContentPageFactory(slug="praca"), "uk", slug="robota")
    response = get(f"pages/find/?{path.format(copy.pk)}&fields=title")
    assert (response.status_code, response["Location"]) == (
        302,
        f"http://127.0.0.1:8000/api/v2/pages/{copy.pk}/?fields=title",
    )


BAD = [
    ("pages/?limit=101", "limit"),
    ("pages/?limit=-1", "limit"),
    ("pages/?limit=x", "limit"),
    ("pages/?offset=99999999999999999999999999", "offset"),
    ("pages/?locale=xx", "locale"),
    ("pages/?type=auth.User", "type"),
    ("pages/?child_of=999999", "child_of"),
    ("pages/?child_of=x", "child_of"),
    ("pages/?ancestor_of=root", "ancestor_of"),
    ("pages/?order=body", "order"),
    ("pages/?order=random&offset=1", "order"),
    ("pages/?fields=nope", "fields"),
    ("pages/?fields=a(", "fields"),
    (f"pages/?fields={'a(' * 400}", "fields"),
    ("pages/?show_in_menus=maybe", "show_in_menus"),
    ("pages/?first_published_at=yesterday", "first_published_at"),
    ("pages/?first_published_at=0001-01-01T00:00:00", "first_published_at"),
    ("pages/?search_operator=xor&search=a", "search_operator"),
    ("pages/?title=a%00b", "title"),
    ("pages/?nonsense=1", "nonsense"),
    ("pages/by_path/", "html_path"),
    ("pages/find/", "html_path"),
    ("site/", "locale"),
    ("site/?locale=ua", "locale"),
    ("preview/", "token"),
    ("images/?width=x", "width"),
    ("images/find/?id=-1", "id"),
]


@pytest.mark.parametrize(("path", "parameter"), BAD)
def test_bad_parameters_are_named(path: str, parameter: str) -> None:
    response = get(path)
    found = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (found["status"], list(found["errors"])) == (400, [parameter])


@pytest.mark.parametrize(
    "path",
    [
        "pages/99999999999999999999999999/",
        "pages/by_path/?html_path=/uk/nie-ma/",
        "pages/by_path/?html_path=//",
        "pages/by_path/?html_path=%ff%fe",
        "pages/by_path/?html_path=/xx/a/",
        "redirects/find/?html_path=http://[",
        "documents/1/",
        "nie-ma/",
    ],
)
def test_what_is_not_there_is_a_problem_document(path: str) -> None:
    response = get(path)
    assert (response.status_code, response.json()["title"]) == (404, "Not found")
    assert response.has_header("X-Content-Version")


@pytest.mark.parametrize("search", ["'\"", "(((", "a AND", "*", "%", "ż:*&!|<->", "\\", "é" * 300])
def test_odd_searches_find_nothing_and_break_nothing(search: str) -> None:
    from urllib.parse import quote

    assert read(f"pages/?search={quote(search)}")["items"] == []


@pytest.mark.parametrize(
    ("language", "answered"), [("uk", "uk"), ("pl,en;q=0.5", "pl"), ("de", "en"), ("", "en")]
)
def test_problems_speak_the_clients_language(language: str, answered: str) -> None:
    response = get("pages/999/", Accept_Language=language)
    assert (response["Content-Language"], response["Vary"]) == (answered, "Accept-Language")


def test_writes_are_refused() -> None:
    from django.test import Client

    assert Client().post("/api/v2/pages/").status_code == 405


def test_every_type_of_page_is_known() -> None:
    assert list(page_types()) == [
        "events.ActivityIndexPage",
        "events.ActivityPage",
        "handbook.ChapterPage",
        "handbook.HandbookPage",
        "handbook.PartPage",
        "pages.ContentPage",
        "pages.HomePage",
        "pages.SectionPage",
        "points.DirectoryPage",
        "points.InformationPoint",
        "practices.PracticeIndexPage",
        "practices.PracticePage",
        "stories.StoryIndexPage",
        "stories.StoryPage",
    ]
    assert Site.objects.count() == 1
