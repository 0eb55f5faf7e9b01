"""The working view: who gets there and what it shows."""

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail_localize.models import Translation

from cms.core.models import BasePage
from cms.translation.base.domain import segment_store
from cms.translation.base.enums import SegmentState
from cms.translation.editor.domain.editor_rows import bench
from cms.translation.editor.enums import Show
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import edit, publish_in, start, translate
from tests.translation.editor.conftest import as_user, segment

pytestmark = pytest.mark.django_db


def address(translation: Translation) -> str:
    return reverse("workbench:edit", args=[translation.pk])


def test_opening_a_translated_page_leads_here(translation: Translation, translator: User) -> None:
    edit_url = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    client = as_user(translator)
    assert client.get(edit_url).url == address(translation)
    assert client.get(address(translation)).status_code == 200
    assert client.get(f"{edit_url}?editor=fields").status_code == 200


def test_a_polish_page_opens_in_its_own_editor(translation: Translation) -> None:
    author = as_user(UserFactory(role=roles.AUTHORS))
    source = translation.source.get_source_instance()
    assert author.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).status_code == 200


@pytest.mark.parametrize("role", [roles.translators("ru"), roles.AUTHORS, roles.PUBLISHERS])
def test_nobody_else_gets_here(translation: Translation, role: str) -> None:
    assert as_user(UserFactory(role=role)).get(address(translation)).status_code in {302, 403}


def test_segments_stand_in_reading_order_with_names(
    translation: Translation, translator: User
) -> None:
    rows = bench(translation, translator).rows
    shown = [(row.label.heading, row.label.detail, row.segment.state) for row in rows]
    missing = SegmentState.MISSING
    assert shown == [
        ("Tytuł", "", missing),
        ("Slug", "", missing),
        ("Wprowadzenie", "", missing),
        ("Tekst", "", missing),
    ]


def test_after_a_polish_edit_the_old_translation_and_the_change_are_shown(
    translator: User,
) -> None:
    page = ContentPageFactory(lead="Jak wynająć mieszkanie.")
    publish_in(page)
    edit(page, lead="Jak wynająć tanie mieszkanie.")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    found = bench(translation, translator)
    row = next(row for row in found.rows if row.segment.path == "lead")
    assert [(piece.kind, piece.text) for piece in row.diff] == [
        ("same", "Jak wynająć "),
        ("added", "tanie "),
        ("same", "mieszkanie."),
    ]
    assert row.segment.old_text == "[uk] Jak wynająć mieszkanie."
    assert found.open == 1
    html = as_user(translator).get(address(translation)).content.decode()
    assert "<ins>tanie </ins>" in html
    assert "[uk] Jak wynająć mieszkanie." in html


@pytest.mark.parametrize(
    ("show", "count"), [(Show.ALL, 4), (Show.UNFINISHED, 3), (Show.TO_ACCEPT, 1), (Show.MACHINE, 0)]
)
def test_filters_show_what_they_say(
    translation: Translation, translator: User, reviewer: User, show: Show, count: int
) -> None:
    segment_store.write(translation, segment(translation, "lead"), "Як.", user=translator)
    page = as_user(reviewer).get(address(translation), {"show": show.value})
    assert len(page.context["rows"]) == count


@pytest.mark.parametrize("copies", [1, 3])
def test_a_long_page_takes_as_many_queries_as_a_short_one(
    copies: int, translator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = [
        {"type": "rich_text", "value": f"<p>Zdanie numer {number}.</p>"} for number in range(copies)
    ]
    translation = start(ContentPageFactory(body=body))
    translate(translation)
    translation = Translation.objects.select_related(
        "source__specific_content_type", "target_locale"
    ).get(pk=translation.pk)
    with django_assert_num_queries(9):
        assert len(bench(translation, translator).rows) == copies + 3


def test_the_preview_leads_to_the_frontend_with_the_saved_texts(
    translation: Translation, translator: User
) -> None:
    from cms.core.previews import find_draft

    segment_store.write(translation, segment(translation, "lead"), "Як.", user=translator)
    url = as_user(translator).get(reverse("workbench:preview", args=[translation.pk])).url
    draft = find_draft(url.partition("token=")[2].replace("%3A", ":"))
    assert isinstance(draft, BasePage)
    assert (draft.lead, draft.locale.language_code) == ("Як.", "uk")
