"""Documents: what they say, in which language, where, and how many queries they take."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page

from cms.content.pages.models import HomePage
from cms.core import content_version
from cms.core.models import TranslationState
from cms.delivery import documents
from cms.delivery.models import PreparedDocument
from tests.delivery.api import by_path, get, read
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.bodies import every_block
from tests.factories.documents import DocumentFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def places(document: Any) -> dict[str, tuple[str, str]]:
    return {
        code: (entry["html_url"].removeprefix("http://127.0.0.1:4321"), entry["state"])
        for code, entry in document["meta"]["translations"].items()
    }


def crumbs(document: Any) -> list[tuple[str, str]]:
    return [(crumb["title"], crumb["lang"]) for crumb in document["meta"]["breadcrumbs"]]


class TestLanguages:
    def test_untranslated_page_answers_in_every_language(self) -> None:
        page = ContentPageFactory(title="Praca", slug="praca")
        found = by_path("/uk/praca/")
        assert found["id"] == page.pk
        assert (found["meta"]["locale"], found["meta"]["reader_locale"]) == ("pl", "uk")
        assert found["meta"]["html_url"] == "http://127.0.0.1:4321/uk/praca/"
        assert places(found) == {
            "pl": ("/pl/praca/", "current"),
            "en": ("/en/praca/", "missing"),
            "ru": ("/ru/praca/", "missing"),
            "uk": ("/uk/praca/", "missing"),
        }

    def test_translated_page_answers_at_its_own_path(self) -> None:
        page = ContentPageFactory(title="Praca", slug="praca")
        copy = translated(page, "uk", title="Робота", slug="robota")
        found = by_path("/uk/robota/")
        assert (found["id"], found["title"]) == (copy.pk, "Робота")
        assert (found["meta"]["locale"], found["meta"]["reader_locale"]) == ("uk", "uk")
        assert places(found)["uk"] == ("/uk/robota/", "current")

    def test_source_path_leads_to_the_translation(self) -> None:
        page = ContentPageFactory(slug="praca")
        copy = translated(page, "uk", slug="robota")
        found = by_path("/uk/praca/")
        assert found["id"] == copy.pk
        assert found["meta"]["html_url"] == "http://127.0.0.1:4321/uk/robota/"

    def test_own_page_wins_over_a_fallback_at_the_same_path(self) -> None:
        source = ContentPageFactory(slug="praca")
        other = ContentPageFactory(slug="inna")
        assert by_path("/uk/praca/")["id"] == source.pk
        own = translated(other, "uk", slug="praca")
        for _prepared_or_not in range(2):
            assert documents.by_id(source.pk, "uk") is not None
            assert by_path("/uk/praca/")["id"] == own.pk

    def test_behind_says_since_when(self) -> None:
        page = ContentPageFactory(slug="praca")
        translated(page, "uk")
        TranslationState.objects.create(
            translation_key=page.translation_key,
            locale=Locale.objects.get(language_code="uk"),
            status="behind",
            behind_since="2026-11-02T11:00:00Z",
        )
        entry = by_path("/pl/praca/")["meta"]["translations"]["uk"]
        assert (entry["state"], entry["behind_since"]) == ("behind", "2026-11-02T12:00:00+01:00")

    @pytest.mark.parametrize("status", ["missing", "in_progress", "machine", "in_review"])
    def test_work_in_progress_is_missing_to_the_public(self, status: str) -> None:
        page = ContentPageFactory(slug="praca")
        translated(page, "uk", live=False)
        TranslationState.objects.create(
            translation_key=page.translation_key,
            locale=Locale.objects.get(language_code="uk"),
            status=status,
        )
        assert places(by_path("/pl/praca/"))["uk"] == ("/uk/praca/", "missing")

    def test_without_a_public_source_only_the_translation_answers(self) -> None:
        page = ContentPageFactory(slug="praca")
        copy = translated(page, "uk", slug="robota")
        Page.objects.filter(pk=page.pk).update(live=False)
        assert by_path("/uk/robota/")["id"] == copy.pk
        assert places(by_path("/uk/robota/")) == {
            "pl": ("/pl/", "missing"),
            "en": ("/en/", "missing"),
            "ru": ("/ru/", "missing"),
            "uk": ("/uk/robota/", "current"),
        }
        assert [
            get(f"pages/by_path/?html_path=/{code}/praca/").status_code for code in ("pl", "uk")
        ] == [
            404,
            404,
        ]

    def test_breadcrumbs_and_parent_are_in_the_readers_language(self) -> None:
        section = SectionPageFactory(title="Poradniki", slug="poradniki")
        ContentPageFactory(title="Praca", slug="praca", parent=section)
        translated(section, "uk", title="Поради", slug="porady")
        found = by_path("/uk/poradniki/praca/")
        assert crumbs(found) == [("Спільна справа", "uk"), ("Поради", "uk")]
        assert found["meta"]["parent"]["title"] == "Поради"
        assert crumbs(by_path("/ru/poradniki/praca/")) == [
            ("Общее дело", "ru"),
            ("Poradniki", "pl"),
        ]

    def test_children_follow_the_source_tree_in_the_best_language(self) -> None:
        section = SectionPageFactory(slug="poradniki")
        first = ContentPageFactory(title="Raz", slug="raz", parent=section)
        ContentPageFactory(title="Dwa", slug="dwa", parent=section)
        ContentPageFactory(draft=True, parent=section)
        translated(section, "uk", slug="porady")
        translated(first, "uk", title="Один", slug="odyn")
        cards = by_path("/uk/porady/")["children"]
        assert [(card["title"], card["lang"]) for card in cards] == [("Один", "uk"), ("Dwa", "pl")]
        assert [card["html_url"] for card in cards] == [
            "http://127.0.0.1:4321/uk/porady/odyn/",
            "http://127.0.0.1:4321/uk/poradniki/dwa/",
        ]


class TestFreshness:
    def test_an_edit_shows_at_once(self) -> None:
        page = ContentPageFactory(slug="praca")
        old = get("pages/by_path/?html_path=/pl/praca/")
        page.title = "Nowy"
        page.save_revision().publish()
        new = get("pages/by_path/?html_path=/pl/praca/")
        assert (new.json()["title"], new["ETag"] != old["ETag"]) == ("Nowy", True)
        assert int(new["X-Content-Version"]) == content_version.read()

    def test_a_change_elsewhere_keeps_the_validator(self) -> None:
        ContentPageFactory(slug="praca")
        old = get("pages/by_path/?html_path=/pl/praca/")
        ImageFactory()
        new = get("pages/by_path/?html_path=/pl/praca/", If_None_Match=old["ETag"])
        assert (new.status_code, new.content, new["ETag"]) == (304, b"", old["ETag"])
        assert int(new["X-Content-Version"]) == int(old["X-Content-Version"]) + 1

    def test_the_live_row_counts_not_the_latest_revision(self) -> None:
        page = ContentPageFactory(title="Opublikowane", slug="praca")
        page.title = "Szkic"
        page.save_revision()
        ImageFactory()
        assert by_path("/pl/praca/")["title"] == "Opublikowane"

    def test_a_document_made_during_a_publication_is_old_at_once(self) -> None:
        page = ContentPageFactory(slug="praca")
        version = content_version.read()
        page.title = "Nowy"
        page.save_revision().publish()
        from cms.core.representations.visibility import Visibility
        from cms.delivery.documents.builder import build

        build([page], "pl", version, Visibility.load(version))
        stored = PreparedDocument.objects.get(page=page, reader_locale="pl")
        assert stored.version < content_version.read()
        assert by_path("/pl/praca/")["title"] == "Nowy"

    def test_an_older_document_does_not_replace_a_newer_one(self) -> None:
        page = ContentPageFactory(slug="praca")
        by_path("/pl/praca/")
        from cms.core.representations.visibility import Visibility
        from cms.delivery.documents.builder import build

        version = content_version.read()
        build([page], "pl", version - 1, Visibility.load(version))
        assert PreparedDocument.objects.get(page=page, reader_locale="pl").version == version

    def test_publication_prepares_all_readers_documents(self) -> None:
        page = ContentPageFactory(slug="praca")
        copy = translated(page, "uk")
        documents.prepare([page.pk])
        stored = PreparedDocument.objects.filter(version=content_version.read())
        assert set(stored.values_list("page", "reader_locale", "is_own")) == {
            (page.pk, "pl", True),
            (page.pk, "en", False),
            (page.pk, "ru", False),
            (copy.pk, "uk", True),
        }

    def test_deleting_a_page_takes_its_documents_along(self) -> None:
        page = ContentPageFactory(slug="praca")
        by_path("/pl/praca/")
        page.delete()
        assert (
            PreparedDocument.objects.filter(page_id=page.pk).count(),
            get("pages/by_path/?html_path=/pl/praca/").status_code,
        ) == (0, 404)


class TestQueries:
    @pytest.mark.parametrize("path", ["pages/{}/", "pages/by_path/?html_path=/pl/praca/"])
    def test_prepared_page_takes_one_query(
        self, path: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        path = path.format(ContentPageFactory(slug="praca").pk)
        read(path)
        with django_assert_num_queries(1):
            read(path)

    @pytest.mark.parametrize("times", [1, 3])
    def test_making_a_document_takes_as_many_queries_for_a_long_page(
        self, times: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        section = SectionPageFactory(title="Dalej")
        pages = [ContentPageFactory(parent=section) for _ in range(times)]
        page = rich_page(SectionPageFactory, times=times, linked=pages[0])
        for _ in range(times):
            ContentPageFactory(parent=page)
        # Four of them are the restrictions, which a process reads once a version, and two are the
        # savepoint that only a test's transaction makes necessary.
        with django_assert_num_queries(25):
            read(f"pages/{page.pk}/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_list_of_whole_pages_takes_as_many_queries_for_more(
        self, count: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(count):
            ContentPageFactory()
        query = "pages/?type=pages.ContentPage&fields=*"
        assert read(query)["meta"]["total_count"] == count
        with django_assert_num_queries(8):
            read(query)


def rich_page(factory: Any, *, times: int, linked: Page) -> Any:
    body = every_block(image=ImageFactory(), document=DocumentFactory(), page=linked, times=times)
    return factory(body=body)


def test_every_block_is_represented() -> None:
    page = rich_page(ContentPageFactory, times=1, linked=ContentPageFactory(title="Dalej"))
    found = read(f"pages/{page.pk}/")["body"]
    assert [block["type"] for block in found] == [
        "heading",
        "rich_text",
        "image",
        "callout",
        "steps",
        "checklist",
        "accordion",
        "table",
        "contact_card",
        "document",
        "video",
        "quote",
        "related_pages",
        "feature",
    ]


def test_home_shows_its_sections_in_menus() -> None:
    ContentPageFactory(title="W menu", slug="a")
    ContentPageFactory(title="Poza menu", slug="b", show_in_menus=False)
    home = HomePage.objects.get(locale__language_code="pl")
    assert [card["title"] for card in read(f"pages/{home.pk}/")["sections"]] == ["W menu"]


def test_queries_are_counted_in_the_right_place() -> None:
    with CaptureQueriesContext(connection) as queries:
        content_version.read()
    assert len(queries) == 1
