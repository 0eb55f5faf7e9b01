"""What wagtail-localize does by default, and no longer does here.

Every test runs twice: with our guard, and without it to show that the fault is there.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
)
from wagtail_localize.operations import translate_object, translate_page_subtree

from cms.content.pages.models import ContentPage
from cms.core import locales
from cms.translation.base.domain.errors import UntranslatedError
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.translation.base.translation_steps import edit, fresh, locale, publish_in, row, start

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

CONTACT = {
    "type": "contact_card",
    "id": "c0000000-0000-4000-8000-000000000001",
    "value": {
        "name": "Anna",
        "role": "",
        "phone": "",
        "email": "",
        "address": "",
        "hours": "",
        "url": "https://example.org/",
    },
}


def targets() -> list[Locale]:
    return list(Locale.objects.filter(language_code__in=locales.TARGETS))


def test_1_submitting_does_not_publish_untranslated_text(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    page = ContentPageFactory()
    with on_commit:
        translate_object(page, targets())
    live = ContentPage.objects.filter(locale__in=targets(), live=True, title=page.title)
    assert live.count() == (0 if guarded else 3)


def test_2_resubmitting_a_subtree_leaves_stopped_and_edited_pages(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    section = SectionPageFactory()
    target = publish_in(ContentPageFactory(parent=section, title="Praca"))
    Translation.objects.update(enabled=False)
    edit(target, title="Ручна правка")
    with on_commit:
        translate_page_subtree(section.pk, [locale("uk")], None, None)
    translation = Translation.objects.get(source__object_id=target.translation_key)
    found = (translation.enabled, fresh(target).title)
    assert found == ((False, "Ручна правка") if guarded else (True, "[uk] Praca"))


def test_3_a_draft_does_not_change_the_live_row(guarded: bool) -> None:
    target = publish_in(ContentPageFactory())
    before = row(target)
    StringTranslation.objects.filter(context__path="title").update(data="Робота")
    Translation.objects.get(source__object_id=target.translation_key).save_target(publish=False)
    changed = {name for name, value in row(target).items() if value != before[name]}
    assert changed == (set() if guarded else {"title"})


def test_6_an_override_cannot_be_a_script(guarded: bool) -> None:
    start(ContentPageFactory(body=[CONTACT]))
    segment = OverridableSegment.objects.get(context__path=f"body.{CONTACT['id']}.url")
    override = SegmentOverride(
        locale=locale("uk"),
        context=segment.context,
        data_json='"java\\tscript:alert(1)"',
    )
    with pytest.raises(ValidationError) if guarded else nullcontext():
        override.save()
    assert SegmentOverride.objects.count() == (0 if guarded else 1)


def test_7_a_source_made_private_takes_its_translations_along(guarded: bool) -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert target.view_restrictions.exists() == guarded


def test_7_a_source_made_public_again_frees_its_translations(guarded: bool) -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    for each in (page, target):
        PageViewRestriction.objects.get_or_create(
            page=each, defaults={"restriction_type": PageViewRestriction.LOGIN}
        )
    page.view_restrictions.get().delete()
    assert target.view_restrictions.exists() != guarded


def test_7_an_unpublished_source_takes_its_translations_along(guarded: bool) -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    page.unpublish()
    assert fresh(target).live != guarded


def test_7_a_deleted_source_takes_its_translations_along(guarded: bool) -> None:
    section = SectionPageFactory()
    target = publish_in(ContentPageFactory(parent=section))
    Page.objects.get(pk=section.pk).delete()
    assert fresh(target).live != guarded


@pytest.mark.parametrize("kept", [True, False])
def test_7_translated_strings_outlive_their_source(kept: bool, settings: Any) -> None:
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE &= kept
    page = ContentPageFactory()
    publish_in(page)
    Page.objects.get(pk=page.pk).delete()
    assert StringTranslation.objects.filter(data=f"[uk] {page.title}").exists() == kept


def test_7_translations_move_with_their_source(guarded: bool) -> None:
    page, section = ContentPageFactory(), SectionPageFactory()
    target = publish_in(page)
    page.move(section, pos="last-child")
    parent_key = fresh(target).get_parent().translation_key
    assert (parent_key == section.translation_key) == guarded


def test_8_a_changed_source_does_not_get_into_the_live_translation(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    target = publish_in(page)
    page = edit(page, lead="Zgłoś się do nas!")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translation.source.update_from_db()
    with pytest.raises(UntranslatedError) if guarded else nullcontext(), on_commit:
        translation.save_target(publish=True)
    assert fresh(target).lead == ("[uk] Zgłoś się do nas." if guarded else page.lead)
