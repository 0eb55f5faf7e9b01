"""Every family of blocks goes into segments and comes back translated."""

import json
from typing import Any

import pytest
import wagtail_factories
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)

from cms.content.pages.models import AlertBanner, ContentPage, Footer, HomePage
from cms.core.blocks.body import BODY_BLOCKS
from cms.translation.base.domain import segments, translation_drafts
from tests.factories import ContentPageFactory, ImageFactory
from tests.translation.base.bodies import source_body, translated_body
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    start,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen() -> tuple[int, int, int]:
    """Return ids of an image, a document and a page that bodies may choose."""
    return (
        ImageFactory().pk,
        wagtail_factories.DocumentFactory().pk,
        HomePage.objects.get(slug="pl").pk,
    )


@pytest.fixture
def page(chosen: tuple[int, int, int]) -> ContentPage:
    return ContentPageFactory(body=source_body(*chosen))


def draft_body(page: ContentPage) -> list[dict[str, Any]]:
    translation = start(page)
    translate(translation)
    draft = translation_drafts.save_draft(translation)
    return json.loads(draft.content["body"])


def test_the_sample_has_every_family_of_blocks(chosen: tuple[int, int, int]) -> None:
    assert [block["type"] for block in source_body(*chosen)] == [name for name, _ in BODY_BLOCKS]


@pytest.mark.parametrize("number", range(len(BODY_BLOCKS)), ids=[name for name, _ in BODY_BLOCKS])
def test_a_family_comes_back_translated(number: int, chosen: tuple[int, int, int]) -> None:
    page = ContentPageFactory(body=[source_body(*chosen)[number]])
    assert draft_body(page) == [translated_body("uk", *chosen)[number]]


def test_all_families_come_back_on_one_page(
    page: ContentPage, chosen: tuple[int, int, int]
) -> None:
    assert draft_body(page) == translated_body("uk", *chosen)


def test_every_segment_knows_its_field(page: ContentPage) -> None:
    start(page)
    empty = []
    for context in TranslationContext.objects.filter(object_id=page.translation_key):
        stored, context.field_path = context.field_path, ""
        if not stored or context.get_field_path(fresh(page)) != stored:
            empty.append(context.path)
    assert empty == []


def test_the_cells_of_a_table_are_segments_of_their_own(chosen: tuple[int, int, int]) -> None:
    table = next(block for block in source_body(*chosen) if block["type"] == "table")
    start(ContentPageFactory(body=[table]))
    found = StringSegment.objects.filter(context__path__contains=".table.").order_by("order")
    assert list(found.values_list("string__data", "context__path")) == [
        ("Dzień", f"body.{table['id']}.table.0-0"),
        ("Godziny", f"body.{table['id']}.table.0-1"),
        ("środa", f"body.{table['id']}.table.1-0"),
    ]


def test_an_overridden_address_stands_in_the_translation(
    page: ContentPage, chosen: tuple[int, int, int]
) -> None:
    start(page)
    segment = OverridableSegment.objects.get(context__path__endswith=".email")
    SegmentOverride.objects.create(
        locale=locale("uk"), context=segment.context, data_json='"olena@example.org"'
    )
    expected = translated_body("uk", *chosen)
    expected[8]["value"]["email"] = "olena@example.org"
    assert draft_body(page) == expected


def test_a_link_in_prose_keeps_its_address() -> None:
    html = '<p data-block-key="a0000">Napisz <a href="https://example.org/">do nas</a>.</p>'
    page = ContentPageFactory(body=[{"type": "rich_text", "id": "a1", "value": html}])
    translation = start(page)
    segment = StringSegment.objects.get(context__path="body.a1")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=locale("uk"),
        data=segment.string.data.replace("Napisz", "Напишіть").replace("do nas", "нам"),
    )
    translate(translation)
    draft = translation_drafts.save_draft(translation)
    assert json.loads(draft.content["body"])[0]["value"] == (
        '<p data-block-key="a0000">Напишіть <a href="https://example.org/">нам</a>.</p>'
    )


def test_missing_lists_paths_once_and_in_order(chosen: tuple[int, int, int]) -> None:
    prose = source_body(*chosen)[1]
    translation = start(ContentPageFactory(body=[prose]))
    translate(translation, paths={"slug"})
    found = segments.missing(translation.source, locale("uk"))
    assert found == ["title", "lead", f"body.{prose['id']}"]


def test_a_digest_is_of_what_is_said(page: ContentPage) -> None:
    publish_in(page)
    before = segments.digest(TranslationSource.objects.get())
    edit(page, last_reviewed_by="Zespół")
    same = segments.digest(TranslationSource.objects.get())
    edit(page, title="Praca")
    other = segments.digest(TranslationSource.objects.get())
    edit(page, title=page.title)
    assert [digest == before for digest in (same, other)] == [True, False]
    assert segments.digest(TranslationSource.objects.get()) == before


@pytest.mark.parametrize(
    "source",
    [
        Footer(text="<p>Napisz do nas.</p>"),
        AlertBanner(title="Biuro zamknięte", text="<p>Do środy.</p>"),
    ],
    ids=["footer", "alert"],
)
def test_snippets_come_back_translated(source: Any) -> None:
    source.locale = locale("pl")
    source.save()
    target = publish_in(source)
    assert target.text == source.text.replace("<p>", "<p>[uk] ")
