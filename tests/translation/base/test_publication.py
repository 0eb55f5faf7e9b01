"""A translation is published as a whole or not at all, whichever way somebody takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.base.domain import publication, review_workflow, translation_drafts
from cms.translation.base.domain.errors import (
    InvalidTranslationError,
    SourceNotPublicError,
    UntranslatedError,
)
from cms.translation.base.models import TranslationDraft
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.translations import translated
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    row,
    start,
    submit,
    translate,
)

from . import shown_state

pytestmark = pytest.mark.django_db


def incomplete() -> tuple[Page, Translation]:
    """Return a live translation whose source has moved on, and its Translation."""
    page = ContentPageFactory()
    target = publish_in(page)
    edit(page, lead="Coś nowego.")
    return target, Translation.objects.get(source__object_id=page.translation_key)


def count_rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Revision, TranslationDraft, Page))


def test_an_incomplete_translation_is_refused_and_nothing_changes() -> None:
    target, translation = incomplete()
    before = (row(target), count_rows(), fresh(target).latest_revision_id)
    with pytest.raises(UntranslatedError) as refusal:
        publication.publish(translation)
    assert refusal.value.missing == ["lead"]
    assert (row(target), count_rows(), fresh(target).latest_revision_id) == before


def test_a_deleted_target_does_not_come_back_when_publishing_is_refused() -> None:
    page = ContentPageFactory()
    translation = start(page)
    Page.objects.get(pk=translation.get_target_instance().pk).delete()
    before = count_rows()
    with pytest.raises(UntranslatedError):
        publication.publish(translation)
    assert count_rows() == before


def test_a_complete_translation_goes_live() -> None:
    page = ContentPageFactory(title="Praca", slug="praca")
    target = publish_in(page)
    assert (target.live, target.title, target.slug) == (True, "[uk] Praca", "uk-praca")
    assert TranslationDraft.objects.get(revision=target.live_revision).missing == []


def test_an_empty_translation_is_none() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    StringTranslation.objects.filter(context__path="lead").update(data="")
    with pytest.raises(UntranslatedError):
        publication.publish(Translation.objects.get())
    assert fresh(target).lead == f"[uk] {page.lead}"


def test_a_draft_made_too_early_cannot_be_published_later() -> None:
    target, translation = incomplete()
    early = translation_drafts.save_draft(translation)
    translate(translation)
    with pytest.raises(UntranslatedError):
        early.publish()
    assert fresh(target).live_revision_id == target.live_revision_id
    assert publication.publish(translation).lead == "[uk] Coś nowego."


def test_the_bulk_action_is_refused() -> None:
    target, translation = incomplete()
    translation_drafts.save_draft(translation)
    before = row(target)
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={target.pk}", shown_state.in_bulk(target))
    assert row(target) == before


def test_a_draft_edited_by_hand_may_not_repeat_the_source() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    Translation.objects.update(enabled=False)
    with pytest.raises(UntranslatedError):
        edit(target, lead=page.lead)
    assert fresh(target).lead == f"[uk] {page.lead}"


def test_scheduling_what_is_incomplete_is_refused() -> None:
    target, translation = incomplete()
    revision = translation_drafts.save_draft(translation)
    draft = revision.as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    with pytest.raises(UntranslatedError):
        draft.save_revision().publish()
    assert fresh(target).scheduled_revision is None


def test_a_refused_schedule_does_not_stop_the_others() -> None:
    """The refused revision was approved before our gate, or its source has become its twin."""
    target, translation = incomplete()
    refused = translation_drafts.save_draft(translation)
    other = ContentPageFactory(draft=True)
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=refused.pk).update(approved_go_live_at=due - timedelta(hours=1))
    Revision.objects.filter(pk=other.latest_revision_id).update(approved_go_live_at=due)
    before = row(target)
    call_command("publish_scheduled")
    assert (row(target), fresh(other).live) == (before, True)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0


def test_a_complete_translation_is_published_on_time() -> None:
    page = ContentPageFactory()
    translation = start(page)
    translate(translation)
    draft = translation_drafts.save_draft(translation).as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled = draft.save_revision()
    scheduled.publish(user=UserFactory(role=roles.language_reviewers("uk")))
    assert fresh(draft).live is False
    Revision.objects.filter(pk=scheduled.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1),
        content={**scheduled.content, "go_live_at": None},
    )
    call_command("publish_scheduled")
    assert (fresh(draft).live, fresh(draft).title) == (True, f"[uk] {page.title}")


def test_a_workflow_cannot_approve_what_is_incomplete() -> None:
    target, translation = incomplete()
    translation_drafts.save_draft(translation)
    fresh(target).get_workflow().start(fresh(target), UserFactory(role=roles.translators("uk")))
    before = row(target)
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    with pytest.raises(UntranslatedError):
        fresh(target).current_workflow_task_state.approve(user=reviewer)
    assert row(target) == before


def test_a_review_of_a_source_that_moved_on_is_refused() -> None:
    page = ContentPageFactory()
    translation = start(page)
    translate(translation)
    submit(translation)
    edit(page, lead="Coś nowego.")
    with pytest.raises(UntranslatedError):
        review_workflow.approve(translation, user=UserFactory(role=roles.language_reviewers("uk")))
    target = translation.get_target_instance()
    assert (target.live, target.workflow_in_progress) == (False, True)


def test_the_source_is_published_as_ever() -> None:
    page: Any = ContentPageFactory(draft=True)
    page.latest_revision.publish()
    assert (fresh(page).live, fresh(page).locale) == (True, locale("pl"))


def test_a_page_without_a_source_is_published_as_ever() -> None:
    target = publish_in(ContentPageFactory())
    alone = target.get_parent().add_child(
        instance=type(target)(title="Лише тут", slug="tylko-tu", locale=locale("uk"), live=False)
    )
    alone.save_revision().publish()
    assert fresh(alone).live is True


def test_nothing_is_published_while_its_source_is_not() -> None:
    page = ContentPageFactory(title="Biblioteka")
    locale = Locale.objects.get(language_code="uk")
    translation = translation_drafts.start(page, locale)
    page.unpublish()
    with pytest.raises(SourceNotPublicError):
        translation.get_target_instance().get_latest_revision().publish()
    assert translation.get_target_instance().live is False


def test_an_address_that_somebody_took_meanwhile_is_a_refusal_and_no_crash() -> None:
    translation = start(ContentPageFactory(slug="praca"))
    translate(translation)
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    revision = review_workflow.mark_reviewed(translation, user=reviewer)
    slug = revision.as_object().slug
    translated(ContentPageFactory(), "uk", slug=slug)
    with pytest.raises(InvalidTranslationError):
        revision.publish(user=reviewer)
    assert not translation.get_target_instance().live
