"""Drafts of chapters: of the source with their own facts, of a translation with the source's."""

from typing import Any

import pytest

from cms.content.handbook.models import ChapterPage, ChapterTerm, LegalBasis
from cms.core import previews
from tests.delivery.api import read
from tests.factories import UserFactory
from tests.factories.handbook import (
    AudienceFactory,
    ChapterPageFactory,
    GlossaryTermFactory,
    PartPageFactory,
)
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


def preview(page: ChapterPage) -> Any:
    return read(f"preview/?token={previews.create_token(page, editor().pk)}")


def editor() -> Any:
    return UserFactory(administrator=True)


def facts(document: Any) -> tuple[list[str], list[str], list[str]]:
    return (
        [audience["name"] for audience in document["audiences"]],
        [term["term"] for term in document["terms"]],
        [basis["provisions"] for basis in document["legal_basis"]],
    )


def basis(provisions: str) -> LegalBasis:
    return LegalBasis(act="Ustawa", provisions=provisions)


def published() -> ChapterPage:
    return ChapterPageFactory(
        audiences=[AudienceFactory(name="Nauczyciele")],
        terms=[GlossaryTermFactory(term="opieka")],
        legal_basis=[basis("art. 5")],
    )


def changed(chapter: ChapterPage) -> ChapterPage:
    chapter.audiences = [AudienceFactory(name="Urzędnicy")]
    chapter.chapter_terms = [ChapterTerm(term=GlossaryTermFactory(term="zasiłek"))]
    chapter.legal_basis = [basis("art. 6"), basis("art. 7")]
    return chapter


def test_a_draft_shows_its_own_facts_and_readers_the_published_ones() -> None:
    chapter = published()
    draft = changed(ChapterPage.objects.get(pk=chapter.pk))
    draft.save_revision()
    assert facts(preview(draft)) == (["Urzędnicy"], ["zasiłek"], ["art. 6", "art. 7"])
    assert facts(read(f"pages/{chapter.pk}/")) == (["Nauczyciele"], ["opieka"], ["art. 5"])


def test_a_draft_in_another_language_shows_the_facts_that_are_published() -> None:
    chapter = published()
    copy = changed(translated(chapter, "uk", live=False, title="Розділ"))
    found = preview(copy)
    assert (found["title"], facts(found)) == (
        "Розділ",
        (["Nauczyciele"], ["opieka"], ["art. 5"]),
    )


def test_a_draft_has_the_number_it_will_have() -> None:
    part = PartPageFactory()
    first = ChapterPageFactory(parent=part)
    found = preview(ChapterPageFactory(parent=part, draft=True))
    assert (found["number"], found["previous"]["id"], found["next"]) == ("1.2", first.pk, None)


def test_a_chapter_that_was_never_saved_has_its_place() -> None:
    first = ChapterPageFactory()
    parent = first.get_parent()
    draft = changed(ChapterPage(title="Nowy", slug="nowy", locale=parent.locale))
    draft.set_url_path(parent)
    draft.depth, draft.path = first.depth, parent.get_last_child()._inc_path()
    found = preview(draft)
    assert (found["id"], found["number"], found["previous"]["id"]) == (None, "1.2", first.pk)
    assert facts(found) == (["Urzędnicy"], ["zasiłek"], ["art. 6", "art. 7"])
