"""What the API tells mirrors, and what it never tells."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.content.pages.models import AlertBanner
from cms.content.stories.domain.withdrawal import withdraw
from cms.content.stories.models import Consent
from cms.core import content_version
from cms.delivery import changes
from cms.delivery.changes import log_writer, walk
from cms.delivery.models import ChangeEntry, ChangeLog
from tests.delivery.api import get, read
from tests.delivery.mirror import Mirror, local, site_pages
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.documents import DocumentFactory
from tests.factories.points import InformationPointFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def caught_up() -> int:
    """Bring the log up to the content; return the version to ask from."""
    assert changes.catch_up()
    assert not changes.is_due()
    return read("changes/?limit=1")["meta"]["content_version"]


def told(since: int, kind: str = "page") -> dict[str, str]:
    """Return what happened to each object of a kind since a version."""
    answer = read(f"changes/?since={since}&limit=500")
    assert answer["meta"]["next"] is None
    return {item["key"]: item["change"] for item in answer["items"] if item["kind"] == kind}


class TestWhatIsTold:
    def test_a_page_is_published_in_all_languages_then_changed_then_removed(self) -> None:
        before = caught_up()
        page = ContentPageFactory(title="Praca", slug="praca")
        keys = [f"page/{page.pk}/{code}" for code in ("pl", "en", "ru", "uk")]
        first = caught_up()
        assert [told(before)[key] for key in keys] == ["published"] * 4
        page.title = "Zatrudnienie"
        page.save_revision().publish()
        second = caught_up()
        assert [told(first)[key] for key in keys] == ["changed"] * 4
        page.unpublish()
        caught_up()
        assert [told(second)[key] for key in keys] == ["removed"] * 4
        assert not told(0).keys() & set(keys)

    def test_an_entry_says_where_to_read_the_page_and_with_which_etag(self) -> None:
        source = ContentPageFactory(slug="praca")
        copy = translated(source, "uk", slug="robota")
        caught_up()
        items = {item["key"]: item for item in read("changes/?limit=500")["items"]}
        own, fallback = items[f"page/{copy.pk}/uk"], items[f"page/{source.pk}/en"]
        assert f"page/{source.pk}/uk" not in items
        assert own["meta"] == {
            "type": "pages.ContentPage",
            "detail_url": f"http://127.0.0.1:8000/api/v2/pages/{copy.pk}/",
            "html_url": "http://127.0.0.1:4321/uk/robota/",
            "locale": "uk",
            "reader_locale": "uk",
        }
        assert (fallback["meta"]["locale"], fallback["meta"]["reader_locale"]) == ("pl", "en")
        for item in (own, fallback):
            answer = get(local(item["meta"]["detail_url"]))
            assert answer.headers["ETag"] == item["etag"]
            assert answer.json()["meta"]["html_url"] == item["meta"]["html_url"]

    def test_all_below_a_moved_page_is_told_with_its_new_path(self) -> None:
        one, other = SectionPageFactory(slug="jeden"), SectionPageFactory(slug="drugi")
        below = ContentPageFactory(parent=SectionPageFactory(parent=one, slug="pod"), slug="praca")
        since = caught_up()
        below.get_parent().move(other, pos="last-child")
        caught_up()
        items = {item["key"]: item for item in read(f"changes/?since={since}&limit=500")["items"]}
        moved = items[f"page/{below.pk}/uk"]
        assert moved["change"] == "changed"
        assert moved["meta"]["html_url"] == "http://127.0.0.1:4321/uk/drugi/pod/praca/"

    def test_pages_that_show_a_changed_page_are_changed_too(self) -> None:
        section = SectionPageFactory()
        page = ContentPageFactory(parent=section, title="Praca")
        other = ContentPageFactory()
        since = caught_up()
        page.title = "Zatrudnienie"
        page.save_revision().publish()
        caught_up()
        found = told(since)
        assert found[f"page/{section.pk}/pl"] == "changed"
        assert f"page/{other.pk}/pl" not in found

    def test_a_page_made_private_is_removed_with_all_below_and_comes_back(self) -> None:
        section = SectionPageFactory()
        page = ContentPageFactory(parent=section)
        since = caught_up()
        restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
        private = caught_up()
        assert told(since)[f"page/{page.pk}/uk"] == "removed"
        restriction.delete()
        caught_up()
        assert told(private)[f"page/{page.pk}/uk"] == "published"

    def test_an_alias_is_a_page_of_its_own(self) -> None:
        page = ContentPageFactory(slug="praca")
        since = caught_up()
        alias = page.create_alias(update_slug="praca-2")
        caught_up()
        assert told(since)[f"page/{alias.pk}/pl"] == "published"

    def test_files_and_redirects_are_told_one_by_one(self) -> None:
        since = caught_up()
        image, file = ImageFactory(), DocumentFactory()
        redirect = Redirect.objects.create(old_path="/dawniej", redirect_link="https://example.org")
        middle = caught_up()
        assert told(since, "image") == {f"image/{image.pk}": "published"}
        assert told(since, "document") == {f"document/{file.pk}": "published"}
        assert told(since, "redirect") == {f"redirect/{redirect.pk}": "published"}
        for item in read(f"changes/?since={since}&limit=500")["items"]:
            if item["kind"] in {"image", "document", "redirect", "site"}:
                answer = get(local(item["meta"]["detail_url"]))
                assert answer.headers["ETag"] == item["etag"]
        keys = {"document": f"document/{file.pk}", "redirect": f"redirect/{redirect.pk}"}
        file.delete()
        redirect.delete()
        caught_up()
        for kind, key in keys.items():
            assert told(middle, kind) == {key: "removed"}

    def test_menus_and_points_are_told_by_language(self) -> None:
        since = caught_up()
        AlertBanner.objects.create(text="Uwaga", level="warning", live=True)
        InformationPointFactory()
        caught_up()
        assert told(since, "site") == {
            f"site/{code}": "changed" for code in ("pl", "en", "ru", "uk")
        }
        assert set(told(since, "points").values()) == {"changed"}
        assert told(since, "activities") == {}


class TestRemovalsAreToldAtOnce:
    def test_a_withdrawn_story_and_its_picture_do_not_wait_for_the_job(self) -> None:
        portrait = ImageFactory(title="Oksana Testowa")
        story = StoryPageFactory(
            slug="oksana-testowa", title="Oksana", portrait=portrait, portrait_alt="Portret"
        )
        since = caught_up()
        withdraw(Consent.objects.filter(kind="data").get(), user=None)
        answer = get(f"changes/?since={since}")
        items = {item["key"]: item for item in answer.json()["items"]}
        for key in (f"page/{story.pk}/uk", f"image/{portrait.pk}"):
            assert items[key]["change"] == "removed"
            assert items[key]["etag"] is items[key]["meta"]["detail_url"] is None
            assert items[key]["meta"]["html_url"] is items[key]["content_version"] is None
        assert "oksana" not in answer.content.decode().lower()
        caught_up()
        assert told(since)[f"page/{story.pk}/uk"] == "removed"

    def test_files_of_a_closed_collection_do_not_wait_either(self) -> None:
        collection = Collection.get_first_root_node().add_child(name="Wewnętrzne")
        image, file = ImageFactory(collection=collection), DocumentFactory()
        since = caught_up()
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        file.collection = collection
        file.save()
        assert told(since, "image") == {f"image/{image.pk}": "removed"}
        assert told(since, "document") == {f"document/{file.pk}": "removed"}

    def test_what_was_removed_after_a_walk_had_read_it_stays_removed(self) -> None:
        page = ContentPageFactory()
        caught_up()
        page.title = "Nowy tytuł"
        page.save_revision().publish()
        log = walk._claim()
        assert log is not None
        version = content_version.read()
        visibility = walk.Visibility.load(version)
        items = list(walk.pages.items_of([page], version, visibility))
        page.unpublish()
        scope = walk.Q(kind="page", object_id=page.pk)
        log_writer.compare(scope, items, log.walker, walk.pages.public_pages)
        kept = ChangeEntry.objects.filter(object_id=page.pk, kind="page")
        assert {(entry.removed_at is None, entry.path) for entry in kept} == {(False, "")}


class TestReading:
    def test_all_parts_together_are_all_there_is(self) -> None:
        for _ in range(4):
            ContentPageFactory()
        caught_up()
        mirror = Mirror(limit=3)
        parts = 1
        while mirror.read_part():
            parts += 1
        whole = read("changes/?limit=500")
        assert parts == -(-len(whole["items"]) // 3)
        assert mirror.told.keys() == {item["key"] for item in whole["items"]}
        assert mirror.pages() == site_pages()

    def test_what_changes_while_a_mirror_reads_is_told_the_next_time(self) -> None:
        first, *_others = [ContentPageFactory() for _ in range(4)]
        caught_up()
        mirror = Mirror(limit=3)
        mirror.read_part()
        first.title = "Zmieniony"
        first.save_revision().publish()
        caught_up()
        mirror.read_all()
        mirror.read_all()
        assert mirror.pages() == site_pages()

    def test_what_was_fetched_in_a_state_nobody_told_of_is_fetched_again(self) -> None:
        """Moved away and back before the log was brought up to it: no entry tells of that."""
        section, page = SectionPageFactory(), ContentPageFactory()
        home = page.get_parent()
        caught_up()
        page.move(section, pos="last-child")
        mirror = Mirror()
        mirror.read_all()
        page.refresh_from_db()
        page.move(home, pos="last-child")
        caught_up()
        mirror.read_all()
        assert mirror.pages() == site_pages()

    def test_nothing_new_is_cheap(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        since = caught_up()
        answer = get(f"changes/?since={since}")
        assert answer.json()["items"] == []
        content_version.forget()
        content_version.current()
        with django_assert_num_queries(2):
            again = get(f"changes/?since={since}", If_None_Match=answer.headers["ETag"])
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        "query", ["since=-1", "since=x", "limit=0", "limit=501", "cursor=5", "cursor=1-2-x", "q=1"]
    )
    def test_a_wrong_parameter_is_named(self, query: str) -> None:
        answer = get(f"changes/?{query}", Accept_Language="pl")
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [query.partition("=")[0]]


class TestTooOld:
    @staticmethod
    def refused(since: int) -> Any:
        answer = get(f"changes/?since={since}", Accept_Language="uk")
        assert answer.status_code == 410
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Content-Language"] == "uk"
        return answer.json()["reason"]

    def test_versions_before_the_log_and_after_the_present_are_not_known(self) -> None:
        assert self.refused(1) == "too_old"
        content_version.bump()
        since = caught_up()
        assert told(since) == {}
        assert self.refused(since - 1) == "too_old"
        assert self.refused(since + 1_000) == "too_old"

    def test_removals_are_kept_for_ninety_days(self) -> None:
        page = ContentPageFactory()
        before = caught_up()
        page.delete()
        after = caught_up()
        assert changes.forget_removed(timezone.now() + timedelta(days=89)) == 0
        assert told(before)[f"page/{page.pk}/pl"] == "removed"
        assert changes.forget_removed(timezone.now() + timedelta(days=91)) == 4
        assert self.refused(before) == "too_old"
        assert told(after) == {}

    def test_after_a_restore_everybody_reads_anew(self) -> None:
        since = caught_up()
        changes.begin_anew()
        assert self.refused(since) == "too_old"
        caught_up()
        mirror = Mirror()
        mirror.read_all()
        assert mirror.pages() == site_pages()


class TestWalk:
    def test_a_walk_goes_on_where_time_ran_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(walk.pages, "TOGETHER", 2)
        for _ in range(3):
            ContentPageFactory()
        assert not changes.catch_up(max_seconds=0)
        assert changes.is_due()
        caught_up()
        mirror = Mirror()
        mirror.read_all()
        assert mirror.pages() == site_pages()

    def test_one_job_walks_at_a_time_and_a_dead_one_is_replaced(self) -> None:
        log = walk._claim()
        assert log is not None
        assert walk._claim() is None
        ChangeLog.objects.update(walker_until=timezone.now() - timedelta(seconds=1))
        assert walk._claim() is not None
        with pytest.raises(log_writer.SupersededError):
            walk._finish(log.walker)

    def test_nothing_is_written_where_nothing_differs(self) -> None:
        ContentPageFactory()
        caught_up()
        kept = list(ChangeEntry.objects.order_by("pk").values())
        content_version.bump()
        caught_up()
        assert list(ChangeEntry.objects.order_by("pk").values()) == kept


def test_pages_that_become_private_are_told_at_once_and_come_back() -> None:
    section = SectionPageFactory(slug="tajny-dzial")
    page = ContentPageFactory(slug="tajna-strona", parent=section)
    since = caught_up()
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    answer = (
        get("changes/?since=0").content.decode() + get(f"changes/?since={since}").content.decode()
    )
    assert "tajn" not in answer
    assert told(since)[f"page/{page.pk}/pl"] == "removed"
    restriction.delete()
    caught_up()
    assert told(since)[f"page/{page.pk}/pl"] == "published"
