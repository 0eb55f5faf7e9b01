"""As many queries for a large handbook as for a small one."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.content.handbook.models import ChapterPage, HandbookPage, LegalBasis, PartPage
from tests.delivery.api import read
from tests.factories.handbook import (
    AudienceFactory,
    ChapterPageFactory,
    GlossaryTermFactory,
    PartPageFactory,
)
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_handbook(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    parts = [PartPageFactory() for _ in range(count + 1)]
    for part in parts:
        for _ in range(count):
            ChapterPageFactory(parent=part)
    handbook = HandbookPage.objects.get()
    HandbookPage.objects.update(lead="Inaczej")
    with django_assert_num_queries(16):
        read(f"pages/{handbook.pk}/")
    PartPage.objects.update(lead="Inaczej")
    with django_assert_num_queries(16):
        read(f"pages/{parts[-1].pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_a_chapters_facts(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    part = PartPageFactory()
    chapters = [
        ChapterPageFactory(
            parent=part,
            audiences=[AudienceFactory() for _ in range(count)],
            terms=[GlossaryTermFactory() for _ in range(count)],
            legal_basis=[LegalBasis(act="Ustawa") for _ in range(count)],
        )
        for _ in range(count + 2)
    ]
    copy = translated(chapters[1], "uk")
    ChapterPage.objects.update(lead="Inaczej")
    with django_assert_num_queries(23):
        read(f"pages/{copy.pk}/")
