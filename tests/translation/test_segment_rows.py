"""Segments keep their old translation, their authors and who accepted them."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail_localize.models import Translation

from cms.translation.domain import writing
from cms.translation.domain.counts import Counts, counts
from cms.translation.domain.errors import ConflictError, InvalidTextError, OwnWorkError
from cms.translation.domain.memory import Suggestion, memory
from cms.translation.domain.segment_rows import SegmentRow, segment_rows, version
from cms.translation.enums import SegmentState
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.translating import edit, locale, publish_in, start, state

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
    assert counts([locale("uk")])[page.translation_key, locale("uk").pk] == Counts(
        segments=3, words=6, needs_revision=1, translated=2, open_words=4
    )


def test_writing_and_accepting() -> None:
    translation = start(ContentPageFactory())
    lead = rows(translation)["lead"]
    written = writing.write(translation, lead.id, "Пишіть", user=(author := translator()))
    assert (written.text, written.state, written.translated_by_id) == (
        "Пишіть",
        SegmentState.TRANSLATED,
        author.pk,
    )
    assert writing.accept(translation, [lead.id], user=(other := reviewer())) == [lead.id]
    assert rows(translation)["lead"].accepted_by_id == other.pk
    assert writing.withdraw_acceptance(translation, [lead.id], user=other) == [lead.id]
    assert rows(translation)["lead"].state == SegmentState.TRANSLATED
    writing.write(translation, lead.id, "", user=author)
    assert rows(translation)["lead"].state == SegmentState.MISSING


def test_refusals() -> None:
    translation = start(ContentPageFactory())
    lead = rows(translation)["lead"]
    user = reviewer()
    writing.write(translation, lead.id, "Пишіть", user=user)
    with pytest.raises(OwnWorkError):
        writing.accept(translation, [lead.id], user=user)
    with pytest.raises(ConflictError):
        writing.write(translation, lead.id, "x", user=user, expected=version(""))
    with pytest.raises(InvalidTextError):
        writing.write(translation, lead.id, '<a id="a9">x</a>', user=user)
    with pytest.raises(PermissionDenied):
        writing.write(translation, lead.id, "x", user=UserFactory(role=roles.translators("en")))


def test_machines() -> None:
    translation = start(ContentPageFactory())
    ids = [row.id for row in segment_rows(translation)]
    writing.write(translation, ids[0], "Людина", user=translator())
    texts = {pk: f"машина {pk}" for pk in ids}
    assert writing.write_many(translation, texts, user=None, tool="Dummy") == ids[1:]
    assert state(translation.source.get_source_instance()).status == "machine"
    taken = writing.adopt(translation, [ids[1]], user=translator())
    assert taken == [ids[1]]
    writing.accept(translation, ids, user=reviewer())
    assert {row.state for row in segment_rows(translation)} == {SegmentState.ACCEPTED}
    assert state(translation.source.get_source_instance()).status == "in_progress"


def test_memory() -> None:
    publish_in(ContentPageFactory(lead="Zgłoś się do nas jutro."))
    assert memory("Zgłoś się do nas.", locale("uk")) == [
        Suggestion("[uk] Zgłoś się do nas jutro.", "memory", 85, "Zgłoś się do nas jutro.")
    ]
