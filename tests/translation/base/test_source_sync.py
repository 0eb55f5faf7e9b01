"""What goes off-line with a source comes back with it, and no orphan is live."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.content.pages.models import AlertBanner
from cms.core.models import TranslationState
from cms.translation.base.domain.errors import SourceGoneError
from cms.translation.base.models import TakenDown
from cms.users import roles
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    start,
    state,
    translate,
)

from . import shown_state as shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return ContentPageFactory(title="Dom", lead="Stary wstęp do strony")


@pytest.fixture
def client() -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(UserFactory(administrator=True))
    return client


def publish(page: Any, **fields: Any) -> Any:
    return edit(page, **fields)


def bulk(client: Client, act: str, page: Any) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    return f"{url}?id={page.pk}&next=/admin/"


def test_what_went_down_together_comes_back_together(page: Page) -> None:
    targets = [publish_in(page, code) for code in ("en", "uk")]
    page.unpublish()
    assert [fresh(each).live for each in targets] == [False, False]
    publish(page)
    assert [fresh(each).live for each in targets] == [True, True]
    assert (state(page, "en").status, state(page, "uk").status) == ("current", "current")


def test_it_comes_back_behind_where_the_source_says_something_else(page: Page) -> None:
    target = publish_in(page, "uk")
    page.unpublish()
    publish(page, lead="Nowy wstęp do strony")
    assert (fresh(target).live, state(page).status) == (True, "behind")
    assert fresh(target).lead == "[uk] Stary wstęp do strony"


def test_what_was_taken_down_by_itself_stays_down(page: Page) -> None:
    target = publish_in(page, "uk")
    target.unpublish()
    page.unpublish()
    publish(page)
    assert fresh(target).live is False


def test_what_was_deleted_meanwhile_stays_away(page: Page) -> None:
    publish_in(page, "uk").unpublish()
    target = publish_in(page, "uk")
    page.unpublish()
    fresh(target).delete()
    publish(page)
    assert page.get_translation_or_none(locale("uk")) is None


def test_a_draft_of_meanwhile_stays_a_draft(page: Page) -> None:
    target = publish_in(page, "uk")
    page.unpublish()
    draft = fresh(target)
    draft.lead = "Чернетка"
    draft.save_revision()
    publish(page)
    assert (fresh(target).lead, fresh(target).has_unpublished_changes) == (
        "[uk] Stary wstęp do strony",
        True,
    )


def test_a_page_that_ran_out_comes_back_by_its_schedule(page: Page) -> None:
    target = publish_in(page, "uk")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")
    assert fresh(target).live is False
    draft = fresh(page)
    draft.expire_at, draft.go_live_at = None, timezone.now() + timedelta(hours=1)
    revision = draft.save_revision()
    revision.publish()
    assert fresh(target).live is False
    draft.revisions.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1),
        content={**revision.content, "go_live_at": None},
    )
    call_command("publish_scheduled")
    assert (fresh(page).live, fresh(target).live) == (True, True)


def test_twice_down_and_up_is_no_difference(page: Page) -> None:
    target = publish_in(page, "uk")
    for _time in range(2):
        fresh(page).unpublish()
        publish(page)
    assert fresh(target).live is True
    assert TakenDown.objects.filter(back_at=None).count() == 0


def test_an_alert_comes_back_in_its_languages() -> None:
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    target = publish_in(alert, "uk")
    fresh(alert).unpublish()
    fresh(alert).save_revision().publish()
    assert fresh(target).live is True


class TestOrphans:
    """A translation whose source is gone is neither live nor published, and has no state."""

    @pytest.fixture
    def orphan(self, page: Page) -> Any:
        target = publish_in(page, "uk")
        fresh(page).delete()
        return fresh(target)

    def test_it_is_down_and_without_a_state(self, orphan: Any) -> None:
        assert orphan.live is False
        found = TranslationState.objects.filter(translation_key=orphan.translation_key)
        assert (found.count(), TakenDown.objects.count()) == (0, 0)

    def test_it_is_published_by_nobody(self, orphan: Any, client: Client) -> None:
        with pytest.raises(SourceGoneError):
            orphan.latest_revision.publish()
        client.post(bulk(client, "publish", orphan), shown.in_bulk(orphan))
        assert fresh(orphan).live is False
        found = TranslationState.objects.filter(translation_key=orphan.translation_key)
        assert found.count() == 0

    def test_what_is_no_translation_is_no_orphan(self) -> None:
        parent = Page.objects.get(slug="uk", depth=2)
        page = ContentPageFactory(parent=parent)
        page.unpublish()
        page.save_revision().publish(user=UserFactory(role=roles.language_reviewers("uk")))
        assert fresh(page).live is True


class TestWords:
    """Before and after, each language is named with its address."""

    @pytest.mark.parametrize("act", ["unpublish", "delete"])
    def test_the_question_names_each_language_and_address(
        self, page: Page, client: Client, act: str
    ) -> None:
        targets = [publish_in(page, code) for code in ("en", "uk")]
        translate(start(page, "ru"))
        shown = client.get(reverse(f"wagtailadmin_pages:{act}", args=[page.pk])).content.decode()
        many = client.get(bulk(client, act, page)).content.decode()
        for text in (shown, many):
            assert [target.url_path in text for target in targets] == [True, True]
            assert ("English:" in text, "Русский:" in text) == (True, False)

    @pytest.mark.parametrize("act", ["unpublish", "delete"])
    def test_so_does_the_question_of_a_section(self, client: Client, act: str) -> None:
        section = ContentPageFactory()
        target = publish_in(ContentPageFactory(parent=section), "uk")
        shown = client.get(reverse(f"wagtailadmin_pages:{act}", args=[section.pk]))
        assert target.url_path in shown.content.decode()

    def test_so_does_the_question_of_an_alert(self, client: Client) -> None:
        alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
        publish_in(alert, "uk")
        for act in ("unpublish", "delete"):
            url = reverse(f"wagtailsnippets_pages_alertbanner:{act}", args=[alert.pk])
            assert "Українська: [uk] Awaria" in client.get(url).content.decode()

    def test_it_is_said_afterwards(self, page: Page, client: Client) -> None:
        publish_in(page, "uk")
        url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        down = client.post(url, shown.whole(page), follow=True)
        up = client.post(bulk(client, "publish", page), shown.in_bulk(page), follow=True)
        assert [next(map(str, each.context["messages"])) for each in (down, up)] == [
            "Razem z nią niewidoczne, aż zostanie znów opublikowana: Українська.",
            "Razem z nią znów widoczne: Українська.",
        ]
