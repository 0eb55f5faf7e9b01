"""One page that cannot be represented fails alone: lists and the sitemap go on without it."""

import logging
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page

from cms.delivery import documents
from tests.delivery.api import read
from tests.factories import ContentPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

CANARY = "kanarek"
SITEMAP = "pages/?fields=_,html_url,translations,last_published_at&limit=100"
# What a faulty import may leave: rich text that is no text.
BROKEN = '[{"type": "rich_text", "value": {"a": 1}, "id": "6f1b9a52-2f0f-4f0e-8a0f-0a6f5d3a1c11"}]'


@pytest.fixture
def broken() -> Any:
    page = ContentPageFactory(title=CANARY, slug=CANARY)
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(page._meta.db_table)
        cursor.execute(
            f"UPDATE {table} SET body = %s WHERE page_ptr_id = %s",
            [BROKEN, page.pk],
        )
    return page


def test_the_list_goes_on_without_it_and_the_log_names_its_id_only(
    broken: Page, caplog: pytest.LogCaptureFixture
) -> None:
    whole = ContentPageFactory(title="Praca", slug="praca")
    with caplog.at_level(logging.ERROR, logger="cms.delivery.documents"):
        items = read("pages/?type=pages.ContentPage&fields=*")["items"]
    assert [item["id"] for item in items] == [whole.pk]
    assert f"Page {broken.pk} cannot be represented: TypeError" in caplog.text
    assert CANARY not in caplog.text


def test_the_sitemap_has_every_other_page(broken: Page) -> None:
    whole = ContentPageFactory(title="Praca", slug="praca")
    addresses = [item["meta"]["html_url"] for item in read(SITEMAP)["items"]]
    assert [url for url in addresses if url.endswith(("/praca/", f"/{CANARY}/"))] == [
        "http://127.0.0.1:4321" + whole.url_path
    ]


def test_preparing_several_leaves_out_the_broken_one_only(broken: Page) -> None:
    whole = ContentPageFactory(title="Praca", slug="praca")
    documents.prepare([broken.pk, whole.pk])
    assert [found.page_id for found in documents.many([broken.pk, whole.pk])] == [whole.pk]


def test_asked_for_alone_it_fails_and_is_reported(broken: Page) -> None:
    with pytest.raises(TypeError):
        documents.by_id(broken.pk)
