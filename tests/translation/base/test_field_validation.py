"""Texts that nobody meant to write: too long, or nothing but blanks."""

import pytest
from wagtail_localize.models import StringTranslation

from cms.translation.base.domain import segment_store, segments
from cms.translation.base.domain.errors import InvalidTextError
from cms.translation.base.rules.limits import MAX_TEXT
from tests.factories import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import start, translate

pytestmark = pytest.mark.django_db


def test_a_text_longer_than_any_paragraph_is_refused_in_words() -> None:
    translation = start(ContentPageFactory(lead="Dzień dobry"))
    segment = translation.source.stringsegment_set.get(context__path="lead")
    user = UserFactory(is_superuser=True)
    longest = "а" * MAX_TEXT
    segment_store.write(translation, segment.pk, longest, user=user)
    with pytest.raises(InvalidTextError):
        segment_store.write(translation, segment.pk, longest + "а", user=user)
    assert StringTranslation.objects.get(context__path="lead").data == longest


@pytest.mark.parametrize("blank", ["\u00a0" * 60, "&nbsp; \u00a0" * 30])
def test_a_translation_of_blanks_is_missing_and_found_so_at_once(blank: str) -> None:
    translation = start(ContentPageFactory(lead="Dzień dobry"))
    translate(translation)
    StringTranslation.objects.filter(context__path="lead").update(data=blank)
    assert segments.missing(translation.source, translation.target_locale) == ["lead"]
