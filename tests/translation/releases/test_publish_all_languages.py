"""A Polish page that leaves languages behind says why each waits, and offers what is ready."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from cms.translation.base.domain import review_workflow, segment_store
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.releases.admin import publish_all_languages
from cms.users import roles
from cms.users.models import User
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.shown_state import in_bulk
from tests.translation.base.test_publication_paths import form_of
from tests.translation.base.translation_steps import edit, fresh, locale, publish_in, state
from tests.translation.releases.release_helpers import drafted

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def page() -> Page:
    page: Page = ContentPageFactory(title="Dom", lead="Stary wstęp do strony")
    return page


@pytest.fixture
def publisher() -> User:
    return UserFactory(role=roles.PUBLISHERS)


@pytest.fixture
def client(publisher: User) -> Client:
    return reading_english(publisher)


def reading_english(user: User) -> Client:
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


def read_by_reviewers(page: Page, code: str, lead: str) -> None:
    """Have ``lead`` translated and read, and then Polish say something else again.

    The text that comes back has its translation, read but not live.
    """
    edit(page, lead=lead)
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale(code)
    )
    writer, reader = (
        UserFactory(role=role(code)) for role in (roles.translators, roles.language_reviewers)
    )
    open_rows = [row for row in segment_rows(translation) if not row.text]
    for row in open_rows:
        segment_store.write(translation, row.id, f"[{code}] {row.source}", user=writer)
    review_workflow.mark_reviewed(translation, user=reader)


def publish(client: Client, page: Page, lead: str) -> str:
    """Publish another text in the editor; return what the editor says then."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(fresh(page), lead=lead, **{"action-publish": "1"})
    return client.post(url, form, follow=True).content.decode()


def offered(text: str) -> dict[str, Any]:
    """Return what the offer's form would send."""
    form = text.partition('class="release__offer"')[2].partition("</form>")[0]
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    codes = [value for name, value in fields if name == "locales"]
    return {**dict(fields), "locales": codes} if codes else {}


def catch_up(client: Client, page: Page, sent: dict[str, Any]) -> str:
    url = reverse("releases:catch_up", args=[page.pk])
    return client.post(url, sent, follow=True).content.decode()


def test_each_language_says_why_it_waits(client: Client, page: Page) -> None:
    for code in ("en", "uk"):
        publish_in(page, code)
    Translation.objects.filter(target_locale=locale("uk")).update(enabled=False)
    said = publish(client, page, "Nowy wstęp do strony")
    assert "English: 1 text is not translated yet." in said
    assert "Українська: The translation was stopped." in said
    assert offered(said) == {}


def test_of_many_pages_published_at_once_each_that_is_behind_is_named(
    client: Client, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_all_languages, "EXPLAINED", 1)
    pages = [page, *(ContentPageFactory(title=f"Dom {n}", lead="Stary wstęp") for n in "bc")]
    for each in pages:
        publish_in(each, "uk")
        draft = fresh(each)
        draft.lead = "Zupełnie inny wstęp do strony"
        draft.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    asked = f"{url}?next=/admin/&{'&'.join(f'id={each.pk}' for each in pages)}"
    said = client.post(asked, in_bulk(*pages), follow=True).content.decode()
    assert "2 more pages are behind in other languages:" in said
    sent = [reverse("releases:catch_up", args=[each.pk]) for each in pages]
    assert [said.count(f'action="{one}"') for one in sent] == [0, 1, 1]
    assert "Українська: 1 text is not translated yet." in catch_up(client, pages[1], offered(said))


def test_what_is_read_is_offered_and_live_by_one_click(client: Client, page: Page) -> None:
    targets = {code: publish_in(page, code) for code in ("en", "uk")}
    read_by_reviewers(page, "uk", "Nowy wstęp do strony")
    edit(page, lead="Stary wstęp do strony")
    said = publish(client, page, "Nowy wstęp do strony")
    assert offered(said)["locales"] == ["uk"]
    assert "English: 1 text is not translated yet." in said
    assert "Published in: Українська." in catch_up(client, page, offered(said))
    assert fresh(targets["uk"]).lead == "[uk] Nowy wstęp do strony"
    assert [state(page, code).status for code in ("uk", "en")] == ["current", "behind"]


def test_who_clicks_stands_for_nothing_that_nobody_read(page: Page) -> None:
    administrator = reading_english(UserFactory(administrator=True))
    target = publish_in(page, "uk")
    page = edit(page, lead="Nowy wstęp do strony")
    translation = Translation.objects.get()
    row = next(row for row in segment_rows(translation) if not row.text)
    segment_store.write(
        translation, row.id, "[uk] Нове", user=UserFactory(role=roles.translators("uk"))
    )
    sent = {"live": page.live_revision_id, "locales": ["uk"]}
    said = catch_up(administrator, page, sent)
    assert "Українська: Translated, but nobody has reviewed it yet." in said
    assert fresh(target).lead == "[uk] Stary wstęp do strony"


def test_another_polish_text_since_publishes_nothing(client: Client, page: Page) -> None:
    target = publish_in(page, "uk")
    read_by_reviewers(page, "uk", "Nowy wstęp do strony")
    edit(page, lead="Stary wstęp do strony")
    sent = offered(publish(client, page, "Nowy wstęp do strony"))
    edit(page, title="Mieszkanie")
    assert "Nothing was done" in catch_up(client, page, sent)
    assert fresh(target).lead == "[uk] Stary wstęp do strony"


def test_a_draft_of_the_polish_page_stays_a_draft(client: Client, page: Page) -> None:
    publish_in(page, "uk")
    read_by_reviewers(page, "uk", "Nowy wstęp do strony")
    edit(page, lead="Stary wstęp do strony")
    sent = offered(publish(client, page, "Nowy wstęp do strony"))
    drafted(page, title="Jeszcze nie")
    catch_up(client, page, sent)
    assert (fresh(page).title, state(page).status) == ("Dom", "current")


def test_authors_may_not(page: Page) -> None:
    author = Client()
    author.force_login(UserFactory(role=roles.AUTHORS))
    target = publish_in(page, "uk")
    page = edit(page, lead="Nowy wstęp do strony")
    catch_up(author, page, {"live": page.live_revision_id, "locales": ["uk"]})
    assert fresh(target).lead == "[uk] Stary wstęp do strony"
