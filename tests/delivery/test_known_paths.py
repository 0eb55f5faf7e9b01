"""Invented addresses cost one query each, and nothing that leads anywhere is taken for one."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.redirects.models import Redirect

from cms.delivery import documents
from cms.delivery.documents import known_paths
from tests.factories import ContentPageFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def site(db: None) -> None:
    """Something published; the version is committed, as it is for readers."""
    translated(ContentPageFactory(title="Praca", slug="praca"), "uk", title="Р", slug="robota")


def test_an_invented_address_costs_one_query(
    site: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert documents.by_path("/pl/wp-login.php/") is None
    for number in range(3):
        with django_assert_num_queries(1):
            assert documents.by_path(f"/uk/wp-login-{number}.php/") is None


def test_what_is_published_or_redirected_afterwards_is_found(site: None) -> None:
    assert documents.by_path("/pl/zdrowie/") is None
    page = ContentPageFactory(title="Zdrowie", slug="zdrowie")
    for path in ("/pl/zdrowie/", "/en/zdrowie/", "/uk/praca/", "/uk/robota", "uk/robota"):
        assert isinstance(documents.by_path(path), documents.Document), path
    assert documents.by_path("/pl/dawniej/") is None
    Redirect.objects.create(old_path="/pl/dawniej", redirect_page=page)
    for path in ("/pl/dawniej/", "/ru/dawniej/"):
        assert isinstance(documents.by_path(path), documents.Document), path


def test_a_site_with_too_many_addresses_asks_the_database(
    site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_paths, "MAX_ADDRESSES", 2)
    ContentPageFactory(title="Zdrowie", slug="zdrowie")
    assert isinstance(documents.by_path("/en/zdrowie/"), documents.Document)
    assert documents.by_path("/en/wp-login.php/") is None
