"""Pages that are due for review, and noting that somebody reviewed them."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from cms.content.editorial.domain.due_for_review import due_pages, mark_reviewed
from cms.content.pages.models import ContentPage
from cms.users import roles
from tests.factories.pages import ContentPageFactory, SectionPageFactory
from tests.factories.users import UserFactory
from tests.translation.base import shown_state

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
LAST_GOOD_DAY = TODAY - timedelta(days=settings.REVIEW_AFTER_DAYS)


def test_due_is_what_was_reviewed_too_long_ago_or_never() -> None:
    author = UserFactory(role=roles.AUTHORS)
    before = set(due_pages(author, TODAY))
    old = SectionPageFactory(last_reviewed_on=LAST_GOOD_DAY - timedelta(days=1))
    never = ContentPageFactory()
    ContentPageFactory(last_reviewed_on=LAST_GOOD_DAY)
    ContentPageFactory(draft=True)
    due = [page for page in due_pages(author, TODAY) if page not in before]
    assert [page.pk for page in due] == [never.pk, old.pk]


def test_a_translator_of_another_language_has_nothing_due() -> None:
    ContentPageFactory()
    assert list(due_pages(UserFactory(role=roles.translators("uk")), TODAY)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_takes_the_same_queries_for_one_page_and_for_three(
    count: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ContentPageFactory.create_batch(count)
    client.force_login(UserFactory(role=roles.PUBLISHERS))
    client.get(reverse("editorial:due_for_review"))
    with django_assert_max_num_queries(45):
        client.get(reverse("editorial:due_for_review"))


def test_a_publishers_review_is_public_at_once(client: Client) -> None:
    page = ContentPageFactory(title="Poradnik")
    publisher = UserFactory(role=roles.PUBLISHERS, first_name="Wanda", last_name="Malinowska")
    client.force_login(publisher)
    url = reverse("editorial:reviewed", args=[page.pk])
    answer = client.post(url, shown_state.in_the_list(page))
    page = ContentPage.objects.get(pk=page.pk)
    assert answer.url == reverse("editorial:due_for_review")
    assert (page.last_reviewed_on, page.last_reviewed_by) == (
        timezone.localdate(),
        "Wanda Malinowska",
    )


def test_a_review_never_publishes_somebodys_draft() -> None:
    page = ContentPageFactory(title="Dziś")
    page.title = "Jutro"
    page.save_revision()
    page = ContentPage.objects.get(pk=page.pk)
    assert mark_reviewed(page, UserFactory(role=roles.PUBLISHERS)) is False
    live = ContentPage.objects.get(pk=page.pk)
    draft = live.get_latest_revision_as_object()
    assert (live.title, live.last_reviewed_on) == ("Dziś", None)
    assert (draft.title, draft.last_reviewed_on) == ("Jutro", timezone.localdate())


def test_an_authors_review_waits_in_the_draft() -> None:
    page = ContentPageFactory()
    assert mark_reviewed(page, UserFactory(role=roles.AUTHORS)) is False
    assert ContentPage.objects.get(pk=page.pk).last_reviewed_on is None


@pytest.mark.parametrize("role", [roles.translators("uk"), roles.ADVISERS])
def test_who_may_not_edit_the_page_may_not_review_it(client: Client, role: str) -> None:
    page = ContentPageFactory()
    client.force_login(UserFactory(role=role))
    client.post(reverse("editorial:reviewed", args=[page.pk]), shown_state.in_the_list(page))
    assert (
        ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().last_reviewed_by == ""
    )
