"""The list of what there is to translate, and its short form on the dashboard."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.models import Locale

from cms.core.models import TranslationStatus
from cms.translation.base.domain import translation_drafts
from cms.translation.base.domain.work_list import work_items
from cms.users import roles
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def ukrainian() -> Locale:
    return Locale.objects.get(language_code="uk")


def test_a_page_is_missing_until_somebody_starts_it(ukrainian: Locale) -> None:
    page = ContentPageFactory(title="Biblioteka")
    translation_drafts.start(ContentPageFactory(title="Basen"), ukrainian)
    states = {item.title: item.status for item in work_items([ukrainian]) if item.source_id > 6}
    assert states == {
        "Basen": TranslationStatus.IN_PROGRESS,
        "Biblioteka": TranslationStatus.MISSING,
    }
    assert page.get_translation_or_none(ukrainian) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_page_and_for_three(
    count: int, ukrainian: Locale, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for page in ContentPageFactory.create_batch(count):
        translation_drafts.start(page, ukrainian)
    with django_assert_num_queries(5):
        work_items([ukrainian])


def test_a_translator_starts_a_page_from_the_list(client: Client, ukrainian: Locale) -> None:
    page = ContentPageFactory(title="Biblioteka")
    client.force_login(UserFactory(role=roles.translators("uk")))
    listed = client.get(reverse("translation:work_list"), {"status": "missing"})
    assert [row.title for row in listed.context["rows"] if row.source_id == page.pk] == [page.title]
    answer = client.post(reverse("translation:start", args=[page.pk, "uk"]))
    target = page.get_translation(ukrainian)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert target.live is False


@pytest.mark.parametrize("code", ["pl", "en", "ru"])
def test_a_translator_starts_nothing_in_another_language(client: Client, code: str) -> None:
    page = ContentPageFactory()
    client.force_login(UserFactory(role=roles.translators("uk")))
    client.post(reverse("translation:start", args=[page.pk, code]))
    assert page.get_translations().count() == 0


@pytest.mark.parametrize(
    ("role", "is_shown"), [(roles.translators("uk"), True), (roles.SCHOOL_COORDINATORS, False)]
)
def test_the_dashboard_shows_the_next_work_to_those_who_translate(
    client: Client, role: str, is_shown: bool
) -> None:
    ContentPageFactory(title="Biblioteka")
    client.force_login(UserFactory(role=role))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Biblioteka" in page, "Następne do tłumaczenia" in page) == (is_shown, is_shown)
