"""Many pages are given to translators at once."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.background.jobs.runner import run_due
from cms.background.models import Batch, BatchItem
from cms.users import roles
from cms.users.models import User
from tests.factories.pages import ContentPageFactory, SectionPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def home() -> Page:
    return Page.objects.get(slug="pl", depth=2)


def client_of(role: str) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(UserFactory(role=role))
    return client


def submit(client: Client, ids: list[object], *codes: str) -> int:
    return client.post(reverse("releases:submit"), {"ids": ids, "locales": codes}).status_code


def started() -> list[tuple[str, str]]:
    rows = Translation.objects.filter(source__specific_content_type__app_label="pages")
    pages = {
        page.translation_key: page.title for page in Page.objects.filter(locale__language_code="pl")
    }
    return sorted(
        (pages[row.source.object_id], row.target_locale.language_code)
        for row in rows.select_related("source", "target_locale")
        if row.source.object_id in pages
    )


def test_each_page_is_started_in_each_language(home: Page) -> None:
    section = SectionPageFactory(parent=home, title="A")
    child = ContentPageFactory(parent=section, title="B")
    client = client_of(roles.PUBLISHERS)
    answer = client.post(
        reverse("releases:submit"), {"ids": [child.pk, section.pk], "locales": ["en", "uk"]}
    )
    batch = Batch.objects.get()
    assert answer["Location"] == reverse("batches:progress", args=[batch.pk])
    keys = list(BatchItem.objects.order_by("pk").values_list("key", flat=True))
    assert keys == [str(section.pk), str(child.pk)]
    run_due()
    assert started() == [("A", "en"), ("A", "uk"), ("B", "en"), ("B", "uk")]
    assert client.get(answer["Location"]).status_code == 200


def test_submitting_again_changes_nothing(home: Page) -> None:
    page = ContentPageFactory(parent=home)
    for _time in range(2):
        assert submit(client_of(roles.PUBLISHERS), [page.pk], "uk") == 302
        run_due()
    target = page.get_translations().get()
    assert target.revisions.count() == fresh(target).revisions.count()
    assert Translation.objects.filter(source__object_id=page.translation_key).count() == 1
    assert [batch.failed for batch in Batch.objects.all()] == [0, 0]


def test_a_draft_is_refused_with_a_reason_and_the_rest_goes_on(home: Page) -> None:
    draft = ContentPageFactory(parent=home, title="Szkic")
    draft.unpublish()
    page = ContentPageFactory(parent=home, title="Strona")
    client = client_of(roles.PUBLISHERS)
    submit(client, [draft.pk, page.pk], "uk")
    run_due()
    assert started() == [("Strona", "uk")]
    progress = client.get(reverse("batches:progress", args=[Batch.objects.get().pk]))
    assert [failure.title for failure in progress.context["failures"]] == ["Szkic"]


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (roles.PUBLISHERS, "uk", 302),
        (roles.translators("uk"), "uk", 302),
        (roles.language_reviewers("uk"), "uk", 302),
        (roles.translators("ru"), "uk", 403),
        (roles.language_reviewers("en"), "uk", 403),
        (roles.AUTHORS, "uk", 403),
        (roles.LEGAL_REVIEWERS, "uk", 403),
        (roles.PUBLISHERS, "pl", 403),
    ],
)
def test_who_may_submit_to_a_language(home: Page, role: str, code: str, status: int) -> None:
    page = ContentPageFactory(parent=home)
    assert submit(client_of(role), [page.pk], code) == status
    assert Batch.objects.count() == (status == 302)


def test_one_language_too_many_is_refused_as_a_whole(home: Page) -> None:
    page = ContentPageFactory(parent=home)
    assert submit(client_of(roles.translators("uk")), [page.pk], "uk", "ru") == 403
    assert not Batch.objects.exists()


@pytest.mark.parametrize("ids", [[], ["999999"], ["no.model:1"], ["users.user:1"], ["x"]])
def test_what_is_no_source_starts_nothing(home: Page, ids: list[str]) -> None:
    assert submit(client_of(roles.PUBLISHERS), ids, "uk") == 302
    assert not Batch.objects.exists()


def test_rights_that_are_lost_meanwhile_count(home: Page) -> None:
    page = ContentPageFactory(parent=home)
    client = client_of(roles.translators("uk"))
    submit(client, [page.pk], "uk")
    User.objects.get(pk=Batch.objects.get().owner_id).groups.clear()
    run_due()
    assert (Batch.objects.get().failed, started()) == (1, [])
