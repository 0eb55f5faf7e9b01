"""The rich text editor's own keys are no text: saving a page in it makes nothing outdated."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from wagtail_localize.models import TranslationSource

from cms.core.models import TranslationStatus
from cms.translation.base.domain.segments import Segments
from cms.translation.base.domain.synchronised_fields import copied_values
from cms.translation.base.models import TranslationDraft
from tests.factories import ContentPageFactory
from tests.translation.base.translation_steps import edit, publish_in, state

pytestmark = pytest.mark.django_db
MIGRATION = "cms.translation.base.migrations.0004_digests_without_block_keys"


def prose(html: str) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "id": "a1", "value": html}]


def test_new_keys_are_no_change() -> None:
    page = ContentPageFactory(body=prose("<p>Zadzwoń.</p><p>Napisz.</p>"))
    publish_in(page)
    edit(
        page, body=prose('<p data-block-key="a1b2c">Zadzwoń.</p><p data-block-key="x">Napisz.</p>')
    )
    assert state(page).status == TranslationStatus.CURRENT


def test_another_structure_needs_no_translator_and_is_followed() -> None:
    page = ContentPageFactory(body=prose("<p>Zadzwoń.</p>"))
    target = publish_in(page)
    edit(page, body=prose("<ul><li>Zadzwoń.</li></ul>"))
    assert state(page).status == TranslationStatus.CURRENT
    target.refresh_from_db()
    assert "<ul><li" in str(target.body)
    assert "[uk] Zadzwoń." in str(target.body)


def test_what_was_current_before_the_migration_stays_current() -> None:
    migration = import_module(MIGRATION)
    page = ContentPageFactory(body=prose('<p data-block-key="a1b2c">Zadzwoń.</p>'))
    publish_in(page)
    source = TranslationSource.objects.get()
    segments = Segments.load(source)
    old = migration.old_digest(segments, copied_values(source))
    assert old != segments.digests()[0]
    TranslationDraft.objects.update(source_digest=old)
    migration.replace_digests(apps, None)
    assert set(TranslationDraft.objects.values_list("source_digest", flat=True)) == {
        segments.digests()[0]
    }
