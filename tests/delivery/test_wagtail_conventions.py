"""What clients written for Wagtail's own API v2 rely on, asked as they ask.

Where the answer is meant to differ from Wagtail's, docs/delivery.md says so, and the last tests
here hold the difference.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from wagtail.models import Page

from cms.delivery.api.error_handlers import unknown_address
from tests.delivery.api import get, read
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.documents import DocumentFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db
API = "http://127.0.0.1:8000/api/v2"
JSON = "application/json"


@pytest.fixture
def section() -> Any:
    """A section with two pages."""
    section = SectionPageFactory(title="Dział", slug="dzial")
    ContentPageFactory(title="Bez", slug="bez", parent=section)
    ContentPageFactory(title="Ananas", slug="ananas", parent=section)
    return section


@pytest.fixture
def page(section: Any) -> Any:
    """One of the pages."""
    return section.get_children().first()


@pytest.fixture
def files() -> dict[str, Any]:
    """An image and a document."""
    return {"images": ImageFactory(title="Rynek"), "documents": DocumentFactory(title="Wniosek")}


def titles(query: str) -> list[str]:
    return [item["title"] for item in read(f"pages/?{query}")["items"]]


class TestEveryAnswer:
    @pytest.mark.parametrize("query", ["format=json", "format=api", "_=1700000000"])
    def test_parameters_that_change_nothing_are_taken_everywhere(
        self, page: Any, files: dict[str, Any], query: str
    ) -> None:
        paths = ["pages/", f"pages/{page.pk}/", "pages/by_path/?html_path=/pl/&", "redirects/"]
        paths += [f"{kind}/{file.pk}/" for kind, file in files.items()]
        for path in paths:
            mark = "" if path.endswith("&") else "?"
            assert read(f"{path}{mark}{query}") == read(path.rstrip("&"))

    @pytest.mark.parametrize("accept", ["text/html", "application/xml", "text/html,*/*;q=0.8"])
    def test_it_is_json_whatever_the_client_accepts(self, accept: str) -> None:
        answer = get("pages/", Accept=accept)
        assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
        assert answer.json() == read("pages/")

    @pytest.mark.parametrize(
        "path", ["pages/", "pages/1/", "pages/find/", "registrations/link/", "preview/?x=1"]
    )
    def test_options_say_what_an_address_offers(self, path: str) -> None:
        answer = Client().options(f"/api/v2/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
        assert "OPTIONS" in answer["Allow"]

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("pages/999999/", "There is no such page."),
            ("pages/?nope=1", "nope: This parameter is not known here."),
            ("pages/?limit=101", "limit: Write a whole number from 0 to 100."),
            ("nope/", "There is no such page."),
        ],
    )
    def test_errors_have_a_message_beside_the_problem(self, path: str, message: str) -> None:
        answer = get(path)
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["message"] == message

    @pytest.mark.parametrize("debug", [True, False])
    @pytest.mark.parametrize(
        "path", ["/api/v2/nope/", "/api/v2/nope", "/api/v2/pages/abc/", "/api/", "/api", "/api/v9/"]
    )
    def test_unknown_addresses_are_json_also_where_django_shows_its_routes(
        self, settings: Any, debug: bool, path: str
    ) -> None:
        settings.DEBUG = debug
        answer = Client().get(path)
        assert (answer.status_code, answer.json()["status"]) == (404, 404)

    def test_unknown_addresses_are_not_there_for_writes_either(self) -> None:
        client = Client(enforce_csrf_checks=True)
        answer = client.post("/api/v2/activities/x/registrations/", {}, "application/json")
        assert (answer.status_code, answer.json()["status"]) == (404, 404)

    def test_an_address_without_its_slash_leads_to_the_one_with_it(self) -> None:
        answer = Client().get("/api/v2/pages?limit=1")
        assert (answer.status_code, answer["Location"]) == (301, "/api/v2/pages/?limit=1")
        assert resolve("/api/v2/pages/").func is not unknown_address


class TestListing:
    @pytest.mark.usefixtures("section")
    def test_it_has_items_and_their_number(self) -> None:
        found = read("pages/?limit=1")
        assert (set(found), set(found["meta"])) == ({"meta", "items"}, {"total_count"})
        assert (len(found["items"]), found["meta"]["total_count"]) == (
            1,
            Page.objects.live().count() - 1,
        )

    @pytest.mark.parametrize("site", ["127.0.0.1", "127.0.0.1:4321", "127.0.0.1:8000"])
    @pytest.mark.usefixtures("section")
    def test_the_site_may_be_named(self, site: str) -> None:
        assert read(f"pages/?site={site}") == read("pages/")

    @pytest.mark.parametrize("path", ["pages", "images", "documents"])
    @pytest.mark.usefixtures("page", "files")
    def test_an_empty_search_finds_nothing(self, path: str) -> None:
        for query in ("search=", "search=%20", "search=&order=title", "search=&limit=1"):
            assert read(f"{path}/?{query}") == {"meta": {"total_count": 0}, "items": []}

    @pytest.mark.parametrize(
        ("kind", "default", "every"),
        [
            ("images", {"id", "meta", "title"}, {"id", "meta", "title", "width", "height"}),
            ("documents", {"id", "meta", "title"}, {"id", "meta", "title"}),
        ],
    )
    @pytest.mark.usefixtures("files")
    def test_files_show_few_fields_and_all_when_asked(
        self, kind: str, default: set[str], every: set[str]
    ) -> None:
        (few,) = read(f"{kind}/")["items"]
        (all_of_them,) = read(f"{kind}/?fields=*")["items"]
        assert (set(few), set(all_of_them)) == (default, every)
        assert set(few["meta"]) == {"type", "detail_url", "tags", "download_url"}

    @pytest.mark.parametrize("kind", ["images", "documents"])
    def test_files_are_filtered_by_tags_and_title(self, files: dict[str, Any], kind: str) -> None:
        files[kind].tags.add("miasto", "mapa")
        file = files[kind]
        for query in ("tags=miasto", "tags=miasto,mapa", f"title={file.title}", f"id={file.pk}"):
            assert [item["id"] for item in read(f"{kind}/?{query}")["items"]] == [file.pk]
        assert read(f"{kind}/?tags=miasto,las")["items"] == []

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("child_of=root", ["Dział"]),
            ("child_of={section}&order=title", ["Ananas", "Bez"]),
            ("child_of={section}&type=pages.HomePage", []),
            ("descendant_of=root&order=title", ["Ananas", "Bez", "Dział"]),
            ("descendant_of={section}&order=-title", ["Bez", "Ananas"]),
            ("ancestor_of={page}", ["Wspólna Sprawa", "Dział"]),
            ("ancestor_of={page}&type=pages.sectionpage", ["Dział"]),
            ("type=pages.ContentPage&order=-title,id", ["Bez", "Ananas"]),
            ("type=pages.ContentPage&limit=1&offset=1&order=title", ["Bez"]),
            ("locale=uk&translation_of={section}", ["Розділ"]),
        ],
    )
    def test_filters_and_orders(
        self, page: Any, section: Any, query: str, found: list[str]
    ) -> None:
        translated(section, "uk", title="Розділ")
        assert titles(query.format(section=section.pk, page=page.pk)) == found

    @pytest.mark.parametrize(
        "query",
        [
            "child_of=1",  # The root of all sites is in none.
            "descendant_of=1",
            "ancestor_of=99999",
            "translation_of=x",
            "type=wagtailimages.Image",
            "order=-random",
            "order=random,id",
            "order=random&offset=1",
            "limit=-1",
            "offset=x",
            "id=x",
            "nope=1",
            "fields=title,*",
            "fields=path",
            "fields=-nope",
            "fields=title(a)",
            "site=other.example",
            "format=xml",
        ],
    )
    def test_what_wagtail_refuses_is_refused(self, query: str) -> None:
        assert get(f"pages/?{query}").status_code == 400

    @pytest.mark.usefixtures("section")
    def test_every_page_type_may_be_asked_for_at_once(self) -> None:
        assert read("pages/?type=wagtailcore.Page") == read("pages/")


class TestFields:
    def test_all_fields_of_a_page_are_the_page(self, page: Any) -> None:
        assert read(f"pages/{page.pk}/?fields=*") == read(f"pages/{page.pk}/")
        assert read(f"pages/{page.pk}/")["meta"]["parent"]["title"] == "Dział"

    @pytest.mark.parametrize(
        ("fields", "names", "meta"),
        [
            ("_,id,type", {"id", "meta"}, {"type"}),
            ("_,title", {"title"}, set()),
            ("_,parent", {"meta"}, {"parent"}),
        ],
    )
    def test_fields_choose(self, page: Any, fields: str, names: set[str], meta: set[str]) -> None:
        found = read(f"pages/{page.pk}/?fields={fields}")
        assert (set(found), set(found.get("meta", ()))) == (names, meta)

    def test_fields_leave_out(self, page: Any) -> None:
        whole, part = read(f"pages/{page.pk}/"), read(f"pages/{page.pk}/?fields=-title,-html_url")
        assert whole.keys() - part.keys() == {"title"}
        assert whole["meta"].keys() - part["meta"].keys() == {"html_url"}

    @pytest.mark.parametrize(
        ("brackets", "names", "meta"),
        [
            ("title", {"id", "meta", "title"}, {"type", "detail_url", "html_url"}),
            ("*", {"id", "meta", "title"}, {"type", "detail_url", "html_url"}),
            ("-title", {"id", "meta"}, {"type", "detail_url", "html_url"}),
            ("_,id", {"id"}, set()),
            ("_,html_url", {"meta"}, {"html_url"}),
        ],
    )
    def test_brackets_choose_fields_of_what_a_field_leads_to(
        self, page: Any, brackets: str, names: set[str], meta: set[str]
    ) -> None:
        for path in (f"pages/{page.pk}/?fields=", f"pages/?id={page.pk}&fields="):
            found = read(f"{path}_,parent({brackets})")
            parent = (found["items"][0] if "items" in found else found)["meta"]["parent"]
            assert (set(parent), set(parent.get("meta", ()))) == (names, meta)

    def test_brackets_choose_in_each_of_a_list_and_leave_nothing_alone(self, page: Any) -> None:
        found = read(f"pages/{page.pk}/?fields=_,breadcrumbs(_,title),alias_of(_,id)")["meta"]
        assert found["breadcrumbs"] == [{"title": "Wspólna Sprawa"}, {"title": "Dział"}]
        assert found["alias_of"] is None

    @pytest.mark.parametrize(
        "fields",
        ["title(a)", "body(type)", "parent(nope)", "parent(title,*)", "parent(", "-parent(title)"],
    )
    def test_brackets_that_mean_nothing_are_refused(self, page: Any, fields: str) -> None:
        assert list(get(f"pages/{page.pk}/?fields={fields}").json()["errors"]) == ["fields"]

    @pytest.mark.parametrize("kind", ["images", "documents"])
    def test_files_have_fields_too(self, files: dict[str, Any], kind: str) -> None:
        path = f"{kind}/{files[kind].pk}/"
        assert set(read(f"{path}?fields=_,id,type")) == {"id", "meta"}
        assert read(f"{path}?fields=*") == read(path)
        assert get(f"{path}?fields=title(a)").status_code == 400


class TestDetailAndFind:
    def test_unknown_parameters_are_passed_over(self, page: Any, files: dict[str, Any]) -> None:
        paths = [f"pages/{page.pk}/", *(f"{kind}/{file.pk}/" for kind, file in files.items())]
        for path in paths:
            assert read(f"{path}?utm_source=a&limit=x&nul=%00") == read(path)

    @pytest.mark.parametrize(
        "query", ["html_path=/pl/dzial/bez/", "html_path=pl/dzial/bez", "id={}"]
    )
    def test_find_leads_to_the_page_with_all_other_parameters(self, page: Any, query: str) -> None:
        path = f"pages/find/?{query.format(page.pk)}&fields=_,id&format=json&preview=a%0Ab"
        answer = get(path)
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"{API}/pages/{page.pk}/?fields=_%2Cid&format=json&preview=a%0Ab",
        )
        assert read(answer["Location"].removeprefix(f"{API}/")) == {"id": page.pk}

    def test_the_root_of_the_site_is_the_home_of_the_source(self) -> None:
        home = Page.objects.get(url_path="/pl/")
        for query in ("html_path=/", "html_path=//", f"id={home.pk}"):
            assert get(f"pages/find/?{query}")["Location"] == f"{API}/pages/{home.pk}/"

    @pytest.mark.parametrize("query", ["id=999999", "html_path=/foo/", "html_path=/pl/foo/"])
    def test_what_is_not_found_is_404(self, query: str) -> None:
        assert get(f"pages/find/?{query}").status_code == 404

    @pytest.mark.parametrize("kind", ["images", "documents"])
    def test_files_are_found_by_id(self, files: dict[str, Any], kind: str) -> None:
        answer = get(f"{kind}/find/?id={files[kind].pk}&x=1")
        assert answer["Location"] == f"{API}/{kind}/{files[kind].pk}/?x=1"
        assert get(f"{kind}/find/?id=999999").status_code == 404

    def test_the_home_has_no_parent(self) -> None:
        home = Page.objects.get(url_path="/pl/")
        assert read(f"pages/{home.pk}/")["meta"]["parent"] is None


class TestDecisions:
    """Differences that docs/delivery.md lists."""

    def test_find_without_anything_says_what_is_missing(self) -> None:
        assert list(get("pages/find/").json()["errors"]) == ["html_path"]

    @pytest.mark.usefixtures("page")
    def test_paths_carry_their_language(self) -> None:
        assert get("pages/find/?html_path=/dzial/bez/").status_code == 404

    def test_a_list_shows_own_fields_of_types_without_naming_the_types(self, page: Any) -> None:
        assert "lead" in read(f"pages/?id={page.pk}&fields=lead")["items"][0]

    def test_a_list_shows_the_parent_by_name_and_not_among_all(self, page: Any) -> None:
        (found,) = read(f"pages/?id={page.pk}&fields=_,parent")["items"]
        assert found["meta"]["parent"]["title"] == "Dział"
        assert "parent" not in read(f"pages/?id={page.pk}&fields=*")["items"][0]["meta"]

    def test_filters_may_be_combined(self, section: Any) -> None:
        both = f"child_of={section.pk}&descendant_of=root&order=title"
        assert titles(both) == ["Ananas", "Bez"]
        assert get("images/?tags=a&search=b").status_code == 200

    def test_own_addresses_refuse_what_they_do_not_know(self) -> None:
        assert get("pages/by_path/?html_path=/pl/&x=1").status_code == 400
        assert get("points/?x=1").status_code == 400

    def test_an_unknown_locale_is_a_bad_request(self) -> None:
        assert get("pages/?locale=xx").status_code == 400
