"""The frame around every page, in the reader's language or honestly in another."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from cms.content.pages.models import AlertBanner, Footer, FundingLine, Navigation
from tests.delivery.api import get, read
from tests.factories import ContentPageFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def item(page: Any = None, label: str = "", url: str = "") -> tuple[str, dict[str, Any]]:
    return ("link", {"page": page, "label": label, "url": url})


def test_links_follow_the_reader() -> None:
    page = ContentPageFactory(title="Praca", slug="praca")
    plain = ContentPageFactory(title="Tylko po polsku", slug="tylko")
    translated(page, "uk", title="Робота", slug="robota")
    links = [item(page), item(plain), item(label="Dalej", url="https://example.org/")]
    Navigation.objects.create(locale=locale("pl"), items=links)
    assert read("site/?locale=uk")["navigation"] == [
        {"label": "Робота", "html_url": "http://127.0.0.1:4321/uk/robota/", "lang": "uk"},
        {"label": "Tylko po polsku", "html_url": "http://127.0.0.1:4321/uk/tylko/", "lang": "pl"},
        {"label": "Dalej", "html_url": "https://example.org/", "lang": "pl"},
    ]


def test_what_is_not_translated_is_marked_as_the_source() -> None:
    FundingLine.objects.create(locale=locale("pl"), text="Finansowanie")
    Footer.objects.create(locale=locale("pl"), text="<p>Stopka</p>")
    found = read("site/?locale=ru")
    nothing = {"emblem": None, "emblem_lang": "pl"}
    assert found["funding"] == {"lang": "pl", "text": "Finansowanie", **nothing}
    assert found["footer"] == {"lang": "pl", "text_html": "<p>Stopka</p>", "columns": []}


def test_alerts_stand_by_loudness() -> None:
    for level in ("info", "urgent", "warning"):
        AlertBanner.objects.create(locale=locale("pl"), level=level, title=level)
    levels = [alert["level"] for alert in read("site/?locale=en")["alerts"]]
    assert levels == ["urgent", "warning", "info"]


def test_an_empty_site_has_a_frame_too() -> None:
    found = read("site/?locale=en")
    assert (found["navigation"], found["alerts"], found["funding"]["text"]) == ([], [], "")
    assert [language["code"] for language in found["languages"]] == ["pl", "en", "ru", "uk"]


def test_validator_stays_while_the_frame_does() -> None:
    before = get("site/?locale=pl")
    ContentPageFactory()
    after = get("site/?locale=pl", If_None_Match=before["ETag"])
    assert after.status_code == 304


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_links(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    links = [item(ContentPageFactory()) for _ in range(count)]
    Navigation.objects.create(locale=locale("pl"), items=links)
    with django_assert_num_queries(11):
        read("site/?locale=pl")
