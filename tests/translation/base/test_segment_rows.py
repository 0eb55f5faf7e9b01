"""Segments keep their old translation, their authors and who accepted them."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail_localize.models import Translation

from cms.translation.base.domain import segment_store
from cms.translation.base.domain.errors import ConflictError, InvalidTextError, OwnWorkError
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows, version
from cms.translation.base.domain.translation_memory import Suggestion, memory
from cms.translation.base.domain.translation_progress import TranslationProgress, counts
from cms.translation.base.enums import SegmentState
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import edit, locale, publish_in, start, state

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def rows(translation: Translation) -> dict[str, SegmentRow]:
    return {row.path: row for row in segment_rows(translation)}


def translator() -> User:
    return UserFactory(role=roles.translators("uk"))


def reviewer() -> User:
    return UserFactory(role=roles.language_reviewers("uk"))


def test_a_changed_segment_keeps_its_old_translation_and_others_stay() -> None:
    page = ContentPageFactory(title="Praca", lead="Zgłoś się do nas.")
    publish_in(page)
    edit(page, lead="Zgłoś się do nich.")
    found = rows(Translation.objects.get())
    lead = found.pop("lead")
    assert (lead.state, lead.old_source, lead.old_text, lead.text) == (
        SegmentState.NEEDS_REVISION,
        "Zgłoś się do nas.",
        "[uk] Zgłoś się do nas.",
        "",
    )
    assert {row.state for row in found.values()} == {SegmentState.TRANSLATED}
    assert counts([locale("uk")])[page.translation_key, locale("uk").pk] == TranslationProgress(
        segments=3, words=6, needs_revision=1, translated=2, open_words=4
    )


def test_writing_and_accepting() -> None:
    translation = start(ContentPageFactory())
    lead = rows(translation)["lead"]
    written = segment_store.write(translation, lead.id, "Пишіть", user=(author := translator()))
    assert (written.text, written.state, written.translated_by_id) == (
        "Пишіть",
        SegmentState.TRANSLATED,
        author.pk,
    )
    assert segment_store.accept(translation, [lead.id], user=(other := reviewer())) == [lead.id]
    assert rows(translation)["lead"].accepted_by_id == other.pk
    assert segment_store.withdraw_acceptance(translation, [lead.id], user=other) == [lead.id]
    assert rows(translation)["lead"].state == SegmentState.TRANSLATED
    segment_store.write(translation, lead.id, "", user=author)
    assert rows(translation)["lead"].state == SegmentState.MISSING


def test_refusals() -> None:
    translation = start(ContentPageFactory())
    lead = rows(translation)["lead"]
    user = reviewer()
    segment_store.write(translation, lead.id, "Пишіть", user=user)
    with pytest.raises(OwnWorkError):
        segment_store.accept(translation, [lead.id], user=user)
    with pytest.raises(ConflictError):
        segment_store.write(translation, lead.id, "x", user=user, expected=version(""))
    with pytest.raises(InvalidTextError):
        segment_store.write(translation, lead.id, '<a id="a9">x</a>', user=user)
    with pytest.raises(PermissionDenied):
        segment_store.write(
            translation, lead.id, "x", user=UserFactory(role=roles.translators("en"))
        )


def test_machines() -> None:
    translation = start(ContentPageFactory())
    ids = [row.id for row in segment_rows(translation)]
    segment_store.write(translation, ids[0], "Людина", user=translator())
    texts = {pk: f"машина {pk}" for pk in ids}
    assert segment_store.write_many(translation, texts, user=None, tool="Dummy") == ids[1:]
    assert state(translation.source.get_source_instance()).status == "machine"
    taken = segment_store.adopt(translation, [ids[1]], user=translator())
    assert taken == [ids[1]]
    segment_store.accept(translation, ids, user=reviewer())
    assert {row.state for row in segment_rows(translation)} == {SegmentState.ACCEPTED}
    assert state(translation.source.get_source_instance()).status == "in_progress"


def test_memory() -> None:
    publish_in(ContentPageFactory(lead="Zgłoś się do nas jutro."))
    assert memory("Zgłoś się do nas.", locale("uk")) == [
        Suggestion("[uk] Zgłoś się do nas jutro.", "memory", 85, "Zgłoś się do nas jutro.")
    ]
