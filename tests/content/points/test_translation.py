"""Points in the hands of translators: they see texts, and facts reach readers without them."""

from datetime import date

import pytest
from wagtail_localize.models import StringSegment, TranslationSource

from cms.content.points.models import InformationPoint
from tests.delivery.api import read
from tests.factories.points import InformationPointFactory, ServiceFactory
from tests.translation.base.translation_steps import publish_in

pytestmark = pytest.mark.django_db


def test_translators_see_texts_only() -> None:
    point = InformationPointFactory(
        services=[ServiceFactory()], phone="+48 61 000 00 00", seo_title="", search_description=""
    )
    publish_in(point, "uk")
    source = TranslationSource.objects.get_for_instance(point)
    paths = StringSegment.objects.filter(source=source).values_list("context__path", flat=True)
    assert set(paths) == {"title", "slug", "lead"}


def test_a_change_of_facts_needs_no_translator() -> None:
    point = InformationPointFactory()
    copy = publish_in(point, "uk")
    draft = InformationPoint.objects.get(pk=point.pk)
    draft.closed_from = date(2026, 11, 1)
    draft.save_revision().publish()
    found = read(f"pages/{copy.pk}/")
    assert found["meta"]["translations"]["uk"]["state"] == "current"
    assert found["point"]["closure"]["from"] == "2026-11-01"


def test_a_translated_directory_keeps_its_address() -> None:
    copy = publish_in(InformationPointFactory().get_parent().specific, "uk")
    assert copy.url_path == "/uk/points/"
