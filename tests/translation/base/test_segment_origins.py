"""A state follows from the texts that are live, however they came there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation, Translation

from cms.core.models import TranslationStatus
from cms.translation.base.domain import (
    publication,
    review_workflow,
    segment_store,
    translation_drafts,
)
from cms.translation.base.domain.errors import OwnWorkError
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.enums import SegmentState
from cms.translation.base.models import TranslationDraft
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    publish_in,
    start,
    state,
    translate,
)

from . import shown_state

pytestmark = pytest.mark.django_db


def reviewer() -> Any:
    return UserFactory(role=roles.language_reviewers("uk"))


def stopped(page: Any) -> Any:
    """Return the live translation of ``page``, which is edited by hand from now on."""
    target = publish_in(page)
    Translation.objects.update(enabled=False)
    return target


def change_by_hand(target: Any, user: Any = None, **fields: Any) -> Revision:
    target = fresh(target).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(target, name, value)
    return target.save_revision(user=user)


def reverted_to_the_old_text(page: Any, by: Any) -> Any:
    """Return a translation that says again what it said of the former Polish text, published."""
    target = publish_in(page)
    old = fresh(target).live_revision
    edit(page, lead="Zapisy są zamknięte.")
    translation = Translation.objects.get()
    translate(translation)
    publication.publish(translation)
    assert state(page).status == TranslationStatus.CURRENT
    fresh(target).save_revision(user=by) if old is None else old.as_object().save_revision(
        user=by, previous_revision=old, log_action=True
    )
    return fresh(target)


def test_a_revision_of_the_former_text_is_behind_when_it_comes_back() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = reverted_to_the_old_text(page, UserFactory(role=roles.translators("uk")))
    target.get_latest_revision().publish(user=reviewer())
    assert (fresh(target).lead, state(page).status) == (
        "[uk] Zapisy są otwarte.",
        TranslationStatus.BEHIND,
    )


def test_so_it_is_by_the_admin_api_and_in_bulk() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = publish_in(page)
    old = fresh(target).live_revision
    edit(page, lead="Zapisy są zamknięte.")
    translate(Translation.objects.get())
    publication.publish(Translation.objects.get())
    translator, publisher = Client(), Client()
    translator.force_login(UserFactory(role=roles.translators("uk")))
    publisher.force_login(UserFactory(administrator=True))
    url = reverse("wagtailadmin_api:pages:action", args=[target.pk, "revert_to_page_revision"])
    translator.post(url, {"revision_id": old.pk}, content_type="application/json")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    publisher.post(f"{url}?id={target.pk}", shown_state.in_bulk(target))
    assert (fresh(target).lead, state(page).status) == (
        "[uk] Zapisy są otwarte.",
        TranslationStatus.BEHIND,
    )


def test_the_old_text_is_current_where_the_source_says_the_old_again() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = reverted_to_the_old_text(page, UserFactory(role=roles.translators("uk")))
    target.get_latest_revision().publish(user=reviewer())
    edit(page, lead="Zapisy są otwarte.")
    assert state(page).status == TranslationStatus.CURRENT


def test_what_is_brought_up_to_date_by_hand_is_current() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = stopped(page)
    edit(page, lead="Zapisy są zamknięte.")
    assert state(page).status == TranslationStatus.BEHIND
    revision = change_by_hand(target, lead="Запис закрито.")
    revision.publish(user=reviewer())
    assert state(page).status == TranslationStatus.CURRENT


def test_what_is_brought_up_to_date_in_part_is_behind() -> None:
    page = ContentPageFactory(title="Kurs polskiego", lead="Zapisy są otwarte.")
    target = stopped(page)
    edit(page, title="Kurs angielskiego", lead="Zapisy są zamknięte.")
    change_by_hand(target, lead="Запис закрито.").publish(user=reviewer())
    assert state(page).status == TranslationStatus.BEHIND
    change_by_hand(target, title="Курс англійської").publish(user=reviewer())
    assert state(page).status == TranslationStatus.CURRENT


def test_a_text_is_for_what_the_source_said_when_it_was_written() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = stopped(page)
    waiting = change_by_hand(target, lead="Записатися можна.")
    edit(page, lead="Zapisy są zamknięte.")
    waiting.publish(user=reviewer())
    assert state(page).status == TranslationStatus.BEHIND


def test_a_revision_written_over_loses_its_origin_and_its_review() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = stopped(page)
    edit(page, lead="Zapisy są zamknięte.")
    live = fresh(target).live_revision
    target = fresh(target)
    target.lead = "Запис закрито."
    target.save_revision(overwrite_revision=live, user=None)
    draft = TranslationDraft.objects.get(revision=live)
    assert (draft.source_digest, draft.reviewed_at) == ("", None)


def test_restarting_takes_over_what_was_written_by_hand() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = stopped(page)
    writer, reader = UserFactory(role=roles.translators("uk")), reviewer()
    change_by_hand(target, writer, lead="Запис відкрито.").publish(user=reader)
    translation = Translation.objects.get()
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    row = next(row for row in segment_rows(translation) if row.path == "lead")
    assert (row.text, row.translated_by_id, row.accepted_by_id, row.state) == (
        "Запис відкрито.",
        writer.pk,
        reader.pk,
        SegmentState.ACCEPTED,
    )
    translation_drafts.save_draft(translation)
    assert fresh(target).get_latest_revision_as_object().lead == "Запис відкрито."


def test_what_was_written_by_hand_for_the_former_text_needs_revision() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = stopped(page)
    change_by_hand(target, lead="Запис відкрито.")
    edit(page, lead="Zapisy są zamknięte.")
    translation = Translation.objects.get()
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    row = next(row for row in segment_rows(translation) if row.path == "lead")
    assert (row.state, row.old_text) == (SegmentState.NEEDS_REVISION, "Запис відкрито.")


def test_segments_written_after_the_hand_stay() -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    target = publish_in(page)
    change_by_hand(target, lead="Запис відкрито.")
    translation = start(page)
    row = next(row for row in segment_rows(translation) if row.path == "lead")
    user = UserFactory(role=roles.translators("uk"))
    segment_store.write(translation, row.id, "Можна записатися.", user=user)
    translation_drafts.save_draft(translation)
    assert fresh(target).get_latest_revision_as_object().lead == "Можна записатися."


def test_who_wrote_by_hand_keeps_their_text_whoever_saves_after_them() -> None:
    page = ContentPageFactory(title="Kurs", lead="Zapisy są otwarte.")
    target = stopped(page)
    first, second = (UserFactory(role=roles.language_reviewers("uk")) for _each in range(2))
    change_by_hand(target, first, lead="Запис відкрито.")
    change_by_hand(target, second, title="Курс польської")
    translation = Translation.objects.get()
    translation.enabled = True
    translation.save()
    written = dict(StringTranslation.objects.values_list("data", "last_translated_by"))
    assert (written["Запис відкрито."], written["Курс польської"]) == (first.pk, second.pk)
    with pytest.raises(OwnWorkError):
        review_workflow.approve(translation, user=first)


def test_what_came_from_segments_stays_its_translators_when_others_save_by_hand() -> None:
    page = ContentPageFactory(title="Kurs", lead="Zapisy są otwarte.")
    translation = start(page)
    writer, other = UserFactory.create_batch(2, role=roles.translators("uk"))
    for row in segment_rows(translation):
        segment_store.write(translation, row.id, f"uk-{row.id}", user=writer)
    translation_drafts.save_draft(translation, user=other)
    target = translation.get_target_instance()
    newest = change_by_hand(target, other, lead="Запис відкрито.")
    found = newest.translation_draft.writers
    assert set(found["title"].values()) == {writer.pk}
    assert set(found["lead"].values()) == {other.pk}
