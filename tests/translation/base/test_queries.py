"""What it costs to start, save and count: batches do it hundreds of times."""

from typing import Any

import pytest
import wagtail_factories
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import Translation

from cms.content.pages.models import ContentPage, HomePage
from cms.translation.base.domain import segment_store, translation_drafts
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.domain.translation_progress import counts
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.translation.base.bodies import source_body
from tests.translation.base.translation_steps import edit, locale, publish_in, start

pytestmark = pytest.mark.django_db

BUDGET = 60  # Statements a page and language, savepoints among them.
CODES = ("en", "ru", "uk")


def rich_page(section: Any) -> ContentPage:
    """Return a page with every family of blocks."""
    chosen = ImageFactory().pk, wagtail_factories.DocumentFactory().pk
    home = HomePage.objects.get(slug="pl")
    return ContentPageFactory(parent=section, body=source_body(*chosen, home.pk))


@pytest.fixture
def section() -> Any:
    section = SectionPageFactory()
    for code in CODES:
        start(section, code)
    return section


def test_starting_a_page_in_three_languages(section: Any) -> None:
    page = rich_page(section)
    locales = [locale(code) for code in CODES]
    with CaptureQueriesContext(connection) as queries:
        for each in locales:
            translation_drafts.start(page, each)
    assert len(queries) <= BUDGET * len(CODES)


def test_saving_a_draft(section: Any) -> None:
    translation = start(rich_page(section))
    with CaptureQueriesContext(connection) as queries:
        translation_drafts.save_draft(translation)
    assert len(queries) <= BUDGET


def test_the_cost_does_not_grow_with_the_page() -> None:
    def cost(paragraphs: int) -> int:
        html = "".join(f'<p data-block-key="k{n:04}">Akapit {n}.</p>' for n in range(paragraphs))
        page = ContentPageFactory(
            body=[{"type": "rich_text", "id": f"a{paragraphs}", "value": html}]
        )
        chosen = locale("uk")
        with CaptureQueriesContext(connection) as queries:
            translation_drafts.start(page, chosen)
        return len(queries)

    start(ContentPageFactory())
    assert cost(3) == cost(90)


def test_publishing_a_changed_source_does_not_cost_more_for_a_longer_one() -> None:
    def cost(paragraphs: int) -> int:
        def body(mark: str) -> list[dict[str, Any]]:
            texts = (f"Akapit {mark} {n}." for n in range(paragraphs))
            html = "".join(f'<p data-block-key="k{n:04}">{t}</p>' for n, t in enumerate(texts))
            return [{"type": "rich_text", "id": f"a{paragraphs}", "value": html}]

        page = ContentPageFactory(body=body("stary"))
        publish_in(page)
        with CaptureQueriesContext(connection) as queries:
            edit(page, body=body("nowy"))
        return len(queries)

    cost(2)
    assert cost(3) == cost(60)


@pytest.mark.parametrize("pages", [1, 3])
def test_reading(pages: int, django_assert_num_queries: Any) -> None:
    for _number in range(pages):
        edit(publish_in(ContentPageFactory()).get_translation(locale("pl")), lead="Coś nowego.")
    chosen = [locale(code) for code in CODES]
    with django_assert_num_queries(3):
        assert len(counts(chosen)) == pages * len(CODES)
    translation = Translation.objects.select_related("source").first()
    with django_assert_num_queries(3):
        assert len(segment_rows(translation)) == 3


def test_writing_many_costs_as_much_as_writing_two() -> None:
    def cost(paragraphs: int) -> int:
        html = "".join(f'<p data-block-key="k{n:04}">Akapit {n}.</p>' for n in range(paragraphs))
        translation = start(
            ContentPageFactory(body=[{"type": "rich_text", "id": f"b{paragraphs}", "value": html}])
        )
        texts = {row.id: f"[uk] {row.source}" for row in segment_rows(translation)}
        with CaptureQueriesContext(connection) as queries:
            segment_store.write_many(translation, texts, user=None)
        return len(queries)

    start(ContentPageFactory())
    assert cost(2) == cost(50)
