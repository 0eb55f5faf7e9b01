"""Starting a translation and saving its draft never touch what is live."""

import pytest
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from cms.content.pages.models import HomePage
from cms.core.models import TranslationStatus
from cms.translation.base.domain import publication, translation_drafts
from cms.translation.base.domain.errors import SourceNotPublicError, UntranslatedError
from cms.translation.base.models import TranslationDraft
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    row,
    start,
    state,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_start_makes_an_unpublished_page_at_the_same_place() -> None:
    page = ContentPageFactory(parent=SectionPageFactory())
    target = start(page).get_target_instance()
    assert (target.live, target.locale, target.alias_of_id) == (False, locale("uk"), None)
    assert target.get_parent().translation_key == page.get_parent().translation_key
    assert not target.get_parent().live
    assert state(page.get_parent()).status == TranslationStatus.IN_PROGRESS
    assert state(page).status == TranslationStatus.IN_PROGRESS


def test_a_started_draft_remembers_what_is_not_translated() -> None:
    page = ContentPageFactory()
    revision = start(page).get_target_instance().latest_revision
    draft = TranslationDraft.objects.get(revision=revision)
    assert draft.missing == ["title", "slug", "lead"]


def test_starting_again_leaves_everything_as_it_is() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    before = (row(target), target.revisions.count(), TranslationDraft.objects.count())
    start(page)
    assert (row(target), target.revisions.count(), TranslationDraft.objects.count()) == before


def test_a_stopped_translation_stays_stopped() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    Translation.objects.update(enabled=False)
    start(page)
    assert Translation.objects.get(source__object_id=target.translation_key).enabled is False


def test_manual_edits_stay_when_a_translation_is_started_again() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    Translation.objects.update(enabled=False)
    target = edit(target, title="Ручна правка")
    start(page)
    assert fresh(target).title == "Ручна правка"
    assert fresh(target).get_latest_revision_as_object().title == "Ручна правка"


def test_a_draft_does_not_change_the_live_page() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    before = row(target)
    StringTranslation.objects.filter(context__path="title").update(data="Новий заголовок")
    translation_drafts.save_draft(Translation.objects.get())
    assert row(target) == before
    assert fresh(target).get_latest_revision_as_object().title == "Новий заголовок"
    assert fresh(target).has_unpublished_changes is True


def test_a_draft_of_a_changed_source_does_not_change_the_live_page() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    before = row(target)
    edit(page, lead="Coś zupełnie nowego.")
    translation_drafts.save_draft(Translation.objects.get())
    assert row(target) == before


def test_drafts_of_drafts_are_refused() -> None:
    with pytest.raises(SourceNotPublicError):
        start(ContentPageFactory(draft=True))
    assert Translation.objects.count() == 0


def test_private_pages_are_refused_with_everything_below_them() -> None:
    section = SectionPageFactory()
    page = ContentPageFactory(parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    with pytest.raises(SourceNotPublicError):
        start(fresh(page))


def test_a_parent_that_is_a_draft_is_not_given_to_translators() -> None:
    section = SectionPageFactory()
    page = ContentPageFactory(parent=section)
    section.unpublish()
    parent = start(page).get_target_instance().get_parent()
    assert (parent.translation_key, parent.live) == (section.translation_key, False)
    assert Translation.objects.count() == 1


def test_the_copy_of_a_parent_cannot_be_published_in_polish() -> None:
    parent = (
        start(ContentPageFactory(parent=SectionPageFactory())).get_target_instance().get_parent()
    )
    with pytest.raises(UntranslatedError):
        fresh(parent).get_latest_revision().publish()


def test_a_translation_is_not_a_source() -> None:
    target = publish_in(ContentPageFactory())
    with pytest.raises(SourceNotPublicError):
        start(target, "en")


def test_home_pages_keep_their_slug() -> None:
    home = HomePage.objects.get(slug="pl")
    target = publish_in(home)
    assert target == HomePage.objects.get(depth=2, slug="uk")
    assert (target.url_path, target.title) == ("/uk/", "[uk] Wspólna Sprawa")


def test_siblings_never_share_a_slug() -> None:
    parent = SectionPageFactory()
    taken = publish_in(ContentPageFactory(parent=parent))
    translation = start(ContentPageFactory(parent=parent))
    StringTranslation.objects.create(
        translation_of=translation.source.stringsegment_set.get(context__path="slug").string,
        context=translation.source.stringsegment_set.get(context__path="slug").context,
        locale=translation.target_locale,
        data=taken.slug,
    )
    translate(translation)
    assert publication.publish(translation).slug == f"{taken.slug}-1"


@pytest.mark.parametrize(("typed", "slug"), [("Житло і дім", "zhitlo-i-dim"), ("Dom!", "dom")])
def test_a_translated_slug_becomes_ascii(typed: str, slug: str) -> None:
    translation = start(ContentPageFactory())
    translate(translation)
    StringTranslation.objects.filter(context__path="slug").update(data=typed)
    assert publication.publish(translation).slug == slug


def test_a_deleted_target_comes_back_as_a_draft() -> None:
    page = ContentPageFactory()
    translation = start(page)
    Page.objects.get(pk=translation.get_target_instance().pk).delete()
    target = translation_drafts.restore_target(Translation.objects.get())
    assert (target.live, target.locale) == (False, locale("uk"))
