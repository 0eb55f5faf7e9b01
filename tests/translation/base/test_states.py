"""States follow what happens to a source and to its translations, at once."""

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.content.pages.models import FundingLine
from cms.core.models import TranslationStatus
from cms.translation.base.domain import publication, review_workflow
from cms.users import roles
from tests.factories import ContentPageFactory, SectionPageFactory, UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    row,
    start,
    state,
    submit,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_a_published_translation_is_current() -> None:
    page = ContentPageFactory()
    publish_in(page)
    assert (state(page).status, state(page).behind_since) == (TranslationStatus.CURRENT, None)


def test_a_changed_source_leaves_its_translation_behind_since_that_moment() -> None:
    page = ContentPageFactory()
    publish_in(page)
    before = timezone.now()
    edit(page, lead="Coś nowego.")
    assert state(page).status == TranslationStatus.BEHIND
    assert before <= state(page).behind_since <= timezone.now()


def test_a_second_change_does_not_move_the_moment() -> None:
    page = ContentPageFactory()
    publish_in(page)
    edit(page, lead="Coś nowego.")
    since = state(page).behind_since
    edit(page, lead="Coś jeszcze nowszego.")
    assert state(page).behind_since == since


def test_a_saved_draft_of_the_source_changes_no_state() -> None:
    page = ContentPageFactory()
    publish_in(page)
    page.lead = "Szkic."
    page.save_revision()
    assert state(page).status == TranslationStatus.CURRENT


def test_a_source_taken_back_makes_its_translation_current_again() -> None:
    page = ContentPageFactory()
    publish_in(page)
    edit(page, lead="Coś nowego.")
    edit(page, lead=page.lead)
    assert (state(page).status, state(page).behind_since) == (TranslationStatus.CURRENT, None)


def test_translating_and_publishing_again_makes_it_current() -> None:
    page = ContentPageFactory()
    publish_in(page)
    edit(page, lead="Coś nowego.")
    assert publish_in(page).lead == "[uk] Coś nowego."
    assert (state(page).status, state(page).behind_since) == (TranslationStatus.CURRENT, None)


def test_publishing_a_draft_made_from_an_older_source_stays_behind() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    revision = target.latest_revision
    edit(page, lead="Coś nowego.")
    revision.publish()
    assert state(page).status == TranslationStatus.BEHIND


def test_languages_have_states_of_their_own() -> None:
    page = ContentPageFactory()
    publish_in(page, "en")
    edit(page, lead="Coś nowego.")
    publish_in(page, "uk")
    start(page, "ru")
    assert {code: state(page, code).status for code in ("en", "uk", "ru")} == {
        "en": TranslationStatus.BEHIND,
        "uk": TranslationStatus.CURRENT,
        "ru": TranslationStatus.IN_PROGRESS,
    }


def test_a_review_and_its_end() -> None:
    page = ContentPageFactory()
    translation = start(page)
    translate(translation)
    found = [state(page).status]
    submit(translation)
    found.append(state(page).status)
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    review_workflow.send_back(translation, user=reviewer, comment="Literówka.")
    found.append(state(page).status)
    fresh(translation.get_target_instance()).current_workflow_state.cancel()
    found.append(state(page).status)
    assert found == [
        TranslationStatus.IN_PROGRESS,
        TranslationStatus.IN_REVIEW,
        TranslationStatus.IN_PROGRESS,
        TranslationStatus.IN_PROGRESS,
    ]


def test_an_approved_review_is_current() -> None:
    page = ContentPageFactory()
    translation = start(page)
    translate(translation)
    submit(translation)
    review_workflow.approve(translation, user=UserFactory(role=roles.language_reviewers("uk")))
    assert state(page).status == TranslationStatus.CURRENT


def test_an_unpublished_translation_is_in_progress() -> None:
    page = ContentPageFactory()
    publish_in(page).unpublish()
    assert state(page).status == TranslationStatus.IN_PROGRESS


def test_a_deleted_translation_is_missing() -> None:
    page = ContentPageFactory()
    Page.objects.get(pk=publish_in(page).pk).delete()
    assert state(page).status == TranslationStatus.MISSING


def test_an_unpublished_source_leaves_translations_in_progress() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    page.unpublish()
    assert (fresh(target).live, state(page).status) == (False, TranslationStatus.IN_PROGRESS)


def test_unpublishing_a_section_with_its_children_takes_all_translations_along() -> None:
    section = SectionPageFactory()
    page = ContentPageFactory(parent=section)
    found = [publish_in(section), publish_in(page)]
    fresh(section).unpublish()
    assert [fresh(each).live for each in found] == [False, True]
    fresh(page).unpublish()
    assert [fresh(each).live for each in found] == [False, False]


def test_moving_a_source_changes_no_text_and_no_state() -> None:
    page, section = ContentPageFactory(), SectionPageFactory()
    target = publish_in(page)
    page.move(section, pos="last-child")
    assert state(page).status == TranslationStatus.CURRENT
    assert fresh(target).url_path == f"/uk/{section.slug}/{target.slug}/"


def test_a_move_takes_a_free_slug_in_the_other_tree() -> None:
    page, section = ContentPageFactory(), SectionPageFactory()
    target = publish_in(page)
    other = publish_in(ContentPageFactory(parent=section))
    edit(other, slug=target.slug)
    page.move(section, pos="last-child")
    assert fresh(target).slug == f"{target.slug}-1"


def test_moving_a_source_that_was_never_translated_moves_nothing() -> None:
    page, section = ContentPageFactory(), SectionPageFactory()
    page.move(section, pos="last-child")
    assert Page.objects.filter(locale=locale("uk")).count() == 1


def test_snippets_have_states_as_well() -> None:
    line = FundingLine.objects.create(locale=locale("pl"), text="Sfinansowano z FAMI.", live=True)
    target = publish_in(line)
    assert (target.live, target.text) == (True, "[uk] Sfinansowano z FAMI.")
    line.text = "Współfinansowano z FAMI."
    line.save_revision().publish()
    assert state(line).status == TranslationStatus.BEHIND


def test_a_translation_in_error_does_not_count() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    before = row(target)
    StringTranslation.objects.filter(context__path="lead").update(has_error=True)
    with pytest.raises(publication.UntranslatedError):
        publication.publish(Translation.objects.get())
    assert row(target) == before


def test_publishing_the_same_text_again_changes_no_state() -> None:
    page = ContentPageFactory()
    publish_in(page)
    edit(page, last_reviewed_by="Zespół prawny")
    assert state(page).status == TranslationStatus.CURRENT
