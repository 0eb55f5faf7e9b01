"""The content version grows with every change the public can see, and with nothing else."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views.bulk_actions.add_to_collection import AddToCollectionBulkAction
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    PageViewRestriction,
    Site,
)

from cms.background.jobs.models import Job
from cms.content.pages.models import AlertBanner, Footer, FundingLine, HomePage, Navigation
from cms.core import content_version
from cms.core.content_version import classification, current_version
from cms.core.content_version.shared_state import MAX_AGE
from cms.core.models import TranslationState
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.documents import DocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

Change = Callable[[], Callable[[], Any]]


def publish() -> Callable[[], Any]:
    page = ContentPageFactory()
    page.title = "Nowy tytuł"
    revision = page.save_revision()
    return revision.publish


def publish_first_time() -> Callable[[], Any]:
    return ContentPageFactory(draft=True).save_revision().publish


def unpublish() -> Callable[[], Any]:
    return ContentPageFactory().unpublish


def move() -> Callable[[], Any]:
    page, section = ContentPageFactory(), SectionPageFactory()
    return lambda: page.move(section, pos="last-child")


def change_slug_of_parent() -> Callable[[], Any]:
    section = SectionPageFactory()
    ContentPageFactory(parent=section)
    section.slug = "inny"
    revision = section.save_revision()
    return revision.publish


def delete_page() -> Callable[[], Any]:
    return ContentPageFactory().delete


def go_live_on_schedule() -> Callable[[], Any]:
    from django.core.management import call_command

    page = ContentPageFactory(draft=True)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    revision.save()
    return lambda: call_command("publish_scheduled", verbosity=0)


def expire_on_schedule() -> Callable[[], Any]:
    from django.core.management import call_command

    page = ContentPageFactory()
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    return lambda: call_command("publish_scheduled", verbosity=0)


def edit_image() -> Callable[[], Any]:
    image = ImageFactory()
    image.title = "Inny"
    return image.save


def replace_image_file() -> Callable[[], Any]:
    image, other = ImageFactory(), ImageFactory.build()
    image.file = other.file
    return image.save


def move_images_between_collections() -> Callable[[], Any]:
    image = ImageFactory()
    collection = Collection.get_first_root_node().add_child(name="Inna")
    return lambda: AddToCollectionBulkAction.execute_action([image], collection=collection)


def tag_image() -> Callable[[], Any]:
    image = ImageFactory()
    return lambda: image.tags.add("praca")


def delete_image() -> Callable[[], Any]:
    return ImageFactory().delete


def edit_document() -> Callable[[], Any]:
    document = DocumentFactory()
    document.file = ContentFile(b"other", name="other.txt")
    return document.save


def move_documents_between_collections() -> Callable[[], Any]:
    document = DocumentFactory()
    collection = Collection.get_first_root_node().add_child(name="Inna")
    documents = get_document_model().objects.filter(pk=document.pk)
    return lambda: documents.update(collection=collection)


def edit_snippet() -> Callable[[], Any]:
    navigation = Navigation.objects.create(locale=polish())
    return navigation.save


def publish_alert() -> Callable[[], Any]:
    alert = AlertBanner.objects.create(title="Uwaga", live=False, locale=polish())
    return alert.save_revision().publish


def unpublish_alert() -> Callable[[], Any]:
    return AlertBanner.objects.create(title="Uwaga", locale=polish()).unpublish


def restrict_page() -> Callable[[], Any]:
    page = ContentPageFactory()
    return lambda: PageViewRestriction.objects.create(page=page, restriction_type="login")


def lift_restriction_of_page() -> Callable[[], Any]:
    page = ContentPageFactory()
    return PageViewRestriction.objects.create(page=page, restriction_type="login").delete


def restrict_collection() -> Callable[[], Any]:
    collection = Collection.get_first_root_node().add_child(name="Wewnętrzna")
    return lambda: CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )


def lift_restriction_of_collection() -> Callable[[], Any]:
    collection = Collection.get_first_root_node().add_child(name="Wewnętrzna")
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    ).delete


def fall_behind() -> Callable[[], Any]:
    page = ContentPageFactory()
    return lambda: TranslationState.objects.create(
        translation_key=page.translation_key, locale=polish(), status="behind"
    )


def add_redirect() -> Callable[[], Any]:
    return lambda: Redirect.objects.create(old_path="/stare", redirect_link="/pl/")


def rename_site() -> Callable[[], Any]:
    return lambda: Site.objects.update(site_name="Inna")


def rename_tag() -> Callable[[], Any]:
    Tag.objects.create(name="praca", slug="praca")
    return lambda: Tag.objects.update(name="zatrudnienie")


def raw_statement() -> Callable[[], Any]:
    ContentPageFactory()
    return lambda: connection.cursor().execute("UPDATE wagtailcore_page SET title = 'x'")


def bulk_create() -> Callable[[], Any]:
    return lambda: Redirect.objects.bulk_create(
        [Redirect(old_path=f"/{number}", redirect_link="/pl/") for number in range(3)]
    )


def bulk_update() -> Callable[[], Any]:
    image = ImageFactory()
    return lambda: get_image_model().objects.bulk_update([image], ["title"])


def polish() -> Locale:
    return Locale.objects.get(language_code="pl")


SEEN: list[Change] = [
    publish,
    publish_first_time,
    unpublish,
    move,
    change_slug_of_parent,
    delete_page,
    go_live_on_schedule,
    expire_on_schedule,
    edit_image,
    replace_image_file,
    move_images_between_collections,
    tag_image,
    delete_image,
    edit_document,
    move_documents_between_collections,
    edit_snippet,
    publish_alert,
    unpublish_alert,
    restrict_page,
    lift_restriction_of_page,
    restrict_collection,
    lift_restriction_of_collection,
    fall_behind,
    add_redirect,
    rename_site,
    rename_tag,
    raw_statement,
    bulk_create,
    bulk_update,
]


@pytest.mark.parametrize("change", SEEN)
def test_what_the_public_sees_raises_the_version(change: Change) -> None:
    act = change()
    before = content_version.read()
    act()
    assert content_version.read() > before


def save_draft_of_live_page() -> Callable[[], Any]:
    page = ContentPageFactory()
    page.title = "Szkic"
    return page.save_revision


def create_draft_page() -> Callable[[], Any]:
    parent = HomePage.objects.get(locale__language_code="pl")
    page = ContentPageFactory.build(live=False, locale=polish())
    return lambda: parent.add_child(instance=page)


def save_draft_page_in_full() -> Callable[[], Any]:
    page = ContentPageFactory(draft=True)
    page.title = "Szkic"
    return page.save


def schedule_page() -> Callable[[], Any]:
    page = ContentPageFactory(draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    return lambda: page.save_revision().publish()


def lock_page() -> Callable[[], Any]:
    page = ContentPageFactory()
    page.locked = True
    return lambda: page.save(update_fields=["locked"])


def save_draft_of_alert() -> Callable[[], Any]:
    alert = AlertBanner.objects.create(title="Uwaga", locale=polish())
    alert.title = "Szkic"
    return alert.save_revision


def create_draft_alert() -> Callable[[], Any]:
    return lambda: AlertBanner.objects.create(title="Uwaga", live=False, locale=polish())


def render_image() -> Callable[[], Any]:
    image = ImageFactory()
    return lambda: image.get_rendition("width-100")


def read_page() -> Callable[[], Any]:
    page = ContentPageFactory()
    return lambda: page.specific


UNSEEN: list[Change] = [
    save_draft_of_live_page,
    create_draft_page,
    save_draft_page_in_full,
    schedule_page,
    lock_page,
    save_draft_of_alert,
    create_draft_alert,
    render_image,
    read_page,
]


@pytest.mark.parametrize("change", UNSEEN)
def test_what_the_public_does_not_see_leaves_the_version(change: Change) -> None:
    act = change()
    before = content_version.read()
    act()
    assert content_version.read() == before


def test_every_model_is_either_public_or_private() -> None:
    models = apps.get_models(include_auto_created=True)
    wrong = [
        model._meta.label
        for model in models
        if classification.is_public(model) == classification.is_private(model)
    ]
    assert wrong == []


def test_singletons_of_the_frame_are_public() -> None:
    assert [classification.is_public(model) for model in (Footer, FundingLine)] == [True, True]


def test_one_transaction_raises_once() -> None:
    before = content_version.read()
    with transaction.atomic():
        Redirect.objects.create(old_path="/a", redirect_link="/pl/")
        Redirect.objects.create(old_path="/b", redirect_link="/pl/")
    assert content_version.read() == before + 1


def test_a_change_after_a_look_gets_a_version_of_its_own() -> None:
    Redirect.objects.create(old_path="/a", redirect_link="/pl/")
    seen = content_version.current()
    Redirect.objects.create(old_path="/b", redirect_link="/pl/")
    assert content_version.current() == seen + 1


def test_a_change_after_a_rolled_back_one_still_counts() -> None:
    before = content_version.read()
    with transaction.atomic():
        with transaction.atomic():
            Redirect.objects.create(old_path="/a", redirect_link="/pl/")
            transaction.set_rollback(True)
        Redirect.objects.create(old_path="/b", redirect_link="/pl/")
    assert content_version.read() == before + 1


def test_a_bump_asks_for_one_message_to_the_frontends() -> None:
    Redirect.objects.create(old_path="/a", redirect_link="/pl/")
    content_version.read()
    Redirect.objects.create(old_path="/b", redirect_link="/pl/")
    version = content_version.read()
    jobs = Job.objects.filter(name="core.notify_frontends")
    assert [job.args for job in jobs] == [{"content_version": version}]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestCommitted:
    def test_statement_outside_a_transaction_commits_with_its_version(self) -> None:
        before = content_version.read()
        Redirect.objects.bulk_create([Redirect(old_path="/a", redirect_link="/pl/")])
        assert (content_version.read(), Redirect.objects.count()) == (before + 1, 1)

    def test_failed_statement_leaves_no_version(self) -> None:
        Redirect.objects.create(old_path="/a", redirect_link="/pl/", site=Site.objects.get())
        before = content_version.read()
        with pytest.raises(IntegrityError):
            Redirect.objects.bulk_create(
                [Redirect(old_path="/a", redirect_link="/pl/", site=Site.objects.get())]
            )
        assert content_version.read() == before

    def test_own_commit_is_known_at_once(self) -> None:
        before = content_version.current()
        Redirect.objects.create(old_path="/a", redirect_link="/pl/")
        assert content_version.current() == before + 1

    def test_a_transaction_knows_its_own_version_whatever_others_note_meanwhile(self) -> None:
        before = content_version.current()
        with transaction.atomic():
            Redirect.objects.create(old_path="/a", redirect_link="/pl/")
            now = time.monotonic()
            current_version.board().remember(
                before, now, now
            )  # As another process does, which asked now.
            assert content_version.current() == before + 1

    def test_uncommitted_version_stays_with_its_transaction(self) -> None:
        before = content_version.current()
        found: list[int] = []
        with transaction.atomic():
            Redirect.objects.create(old_path="/a", redirect_link="/pl/")
            found.append(content_version.current())
            transaction.set_rollback(True)
        assert (found, content_version.current()) == ([before + 1], before)

    def test_a_version_that_was_read_in_a_lost_savepoint_is_raised_at_the_commit(self) -> None:
        before = content_version.current()
        with transaction.atomic():
            Redirect.objects.create(old_path="/a", redirect_link="/pl/")
            with transaction.atomic():
                assert content_version.read() == before + 1
                transaction.set_rollback(True)
        assert content_version.current() == before + 1

    def test_nothing_is_committed_whose_version_cannot_be_raised(self) -> None:
        before = content_version.read()

        def fail(execute: Any, sql: str, *rest: Any) -> Any:
            if "UPDATE core_contentversion" in sql:
                raise InterruptedError
            return execute(sql, *rest)

        with pytest.raises(InterruptedError), connection.execute_wrapper(fail):
            Redirect.objects.create(old_path="/a", redirect_link="/pl/")
        assert (content_version.read(), Redirect.objects.exists()) == (before, False)
        Redirect.objects.create(old_path="/a", redirect_link="/pl/")
        assert content_version.read() == before + 1

    def test_one_query_in_100_ms_whatever_the_load(self, monkeypatch: pytest.MonkeyPatch) -> None:
        moments = [
            time.monotonic() - 60
        ]  # In the past: no other test relies on what is noted here.
        monkeypatch.setattr(current_version, "time", SimpleNamespace(monotonic=lambda: moments[-1]))
        content_version.forget()
        moments.append(moments[-1] + 1)
        with CaptureQueriesContext(connection) as queries:
            for _ in range(1_000):
                content_version.current()
            assert len(queries) == 1
            moments.append(moments[-1] + 2 * MAX_AGE)
            content_version.current()
        assert len(queries) == 2

    def test_version_is_never_older_than_100_ms(self) -> None:
        before = content_version.current()
        noted = current_version.board().read()
        other = threading.Thread(target=_change_from_another_thread)
        other.start()
        other.join()
        current_version.board().write(noted)  # As on a machine that did not commit it.
        time.sleep(MAX_AGE)
        assert content_version.current() == before + 1

    @pytest.mark.postgresql(only=True)  # A database in memory is gone with its connection.
    def test_broken_connection_is_replaced(self) -> None:
        before = content_version.current()
        content_version.forget()
        connection.connection.close()
        assert content_version.current() == before


def _change_from_another_thread() -> None:
    Redirect.objects.create(old_path="/a", redirect_link="/pl/")
    connection.close()
