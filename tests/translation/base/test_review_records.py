"""Nobody's own work, no machine's, nothing unread goes live; and who is told of what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.dispatch import Signal
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.translation.base import signals
from cms.translation.base.domain import (
    assignments,
    publication,
    review_workflow,
    segment_store,
    translation_drafts,
    urgency,
)
from cms.translation.base.domain.errors import (
    LocaleNotAllowedError,
    OwnWorkError,
    UnreviewedError,
)
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.enums import SegmentState
from cms.translation.base.models import Assignment, TranslationDraft
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import (
    asking,
    edit,
    fresh,
    locale,
    publish_in,
    start,
    submit,
)

pytestmark = pytest.mark.django_db


def translator() -> User:
    return UserFactory(role=roles.translators("uk"))


def reviewer() -> User:
    return UserFactory(role=roles.language_reviewers("uk"))


def ids(translation: Translation, *paths: str) -> list[int]:
    rows = segment_rows(translation)
    return [row.id for row in rows if not paths or row.path in paths]


def written(user: User | None, *, tool: str = "") -> Translation:
    """Return a complete translation that ``user`` or a machine wrote."""
    translation = start(ContentPageFactory(title="Praca", slug="praca", lead="Zgłoś się do nas."))
    texts = {row.id: f"uk {row.source}" for row in segment_rows(translation)}
    segment_store.write_many(translation, texts, user=user, tool=tool)
    return translation


@contextmanager
def heard(signal: Signal) -> Iterator[list[dict[str, Any]]]:
    """Collect what ``signal`` says inside the block."""
    found: list[dict[str, Any]] = []

    def hear(sender: Any, signal: Any, **kwargs: Any) -> None:
        del sender, signal
        found.append(kwargs)

    signal.connect(hear)
    try:
        yield found
    finally:
        signal.disconnect(hear)


def is_live(translation: Translation) -> bool:
    return bool(fresh(translation.get_target_instance()).live)


def test_a_reviewer_approves_what_another_wrote_and_accepts_it_by_that() -> None:
    translation = written(translator())
    user = reviewer()
    review_workflow.approve(translation, user=user)
    found = {(row.state, row.accepted_by_id) for row in segment_rows(translation)}
    draft = TranslationDraft.objects.get(revision=translation.get_target_instance().live_revision)
    assert found == {(SegmentState.ACCEPTED, user.pk)}
    assert (draft.reviewed_by, draft.authors, draft.machine) == (user, [], [])


@pytest.mark.parametrize("submitted", [False, True])
def test_one_own_word_is_enough_to_be_no_reviewer(submitted: bool) -> None:
    translation = written(translator())
    user = reviewer()
    segment_store.write(translation, ids(translation, "lead")[0], "Напишіть нам.", user=user)
    if submitted:
        submit(translation)
    with pytest.raises(OwnWorkError):
        review_workflow.approve(translation, user=user)
    assert not is_live(translation)


def test_unless_somebody_else_accepted_it() -> None:
    translation = written(translator())
    user = reviewer()
    lead = ids(translation, "lead")
    segment_store.write(translation, lead[0], "Напишіть нам.", user=user)
    segment_store.accept(translation, lead, user=reviewer())
    review_workflow.approve(translation, user=user)
    assert is_live(translation)


def test_an_acceptance_is_of_a_text_not_of_a_place() -> None:
    translation = written(translator())
    user = reviewer()
    lead = ids(translation, "lead")
    segment_store.accept(translation, lead, user=reviewer())
    segment_store.write(translation, lead[0], "Напишіть нам.", user=user)
    with pytest.raises(OwnWorkError):
        review_workflow.approve(translation, user=user)


def test_an_administrator_may() -> None:
    user = UserFactory(administrator=True)
    translation = written(user)
    review_workflow.approve(translation, user=user)
    assert is_live(translation)


def test_a_reviewer_does_not_publish_their_own_draft_past_the_review() -> None:
    user = reviewer()
    revision = translation_drafts.save_draft(written(user))
    with pytest.raises(OwnWorkError):
        revision.publish(user=user)
    revision.publish(user=reviewer())
    assert fresh(revision.content_object).live


def test_nobody_publishes_what_nobody_read() -> None:
    revision = translation_drafts.save_draft(written(translator()))
    for user in (None, translator(), UserFactory(role=roles.PUBLISHERS)):
        with pytest.raises(UnreviewedError) as refusal:
            revision.publish(user=user, skip_permission_checks=True)
        assert refusal.value.paths == []


def test_what_was_reviewed_may_be_published_by_the_clock() -> None:
    translation = written(translator())
    revision = review_workflow.mark_reviewed(translation, user=reviewer())
    assert not is_live(translation)
    revision.publish()
    assert is_live(translation)


def test_a_page_edited_by_hand_is_its_editors_own_work() -> None:
    target = publish_in(ContentPageFactory())
    Translation.objects.update(enabled=False)
    user = reviewer()
    target.title = "Ручна правка"
    revision = target.save_revision(user=user)
    with pytest.raises(OwnWorkError):
        revision.publish(user=user)
    revision.publish(user=reviewer())
    assert fresh(target).title == "Ручна правка"


def by_an_administrator(translation: Translation) -> None:
    review_workflow.approve(translation, user=UserFactory(administrator=True))


@pytest.mark.parametrize("publish", [publication.publish, by_an_administrator])
def test_a_machines_work_waits_for_a_person(publish: Callable[[Translation], Any]) -> None:
    translation = written(None, tool="Dummy")
    with pytest.raises(UnreviewedError) as refusal:
        publish(translation)
    assert refusal.value.paths == ["title", "slug", "lead"]
    segment_store.adopt(translation, ids(translation, "title", "slug"), user=translator())
    segment_store.accept(translation, ids(translation, "lead"), user=reviewer())
    review_workflow.approve(translation, user=reviewer())
    assert is_live(translation)


def test_a_machines_draft_is_not_published_past_the_review() -> None:
    revision = translation_drafts.save_draft(written(None, tool="Dummy"))
    with pytest.raises(UnreviewedError):
        revision.publish(user=UserFactory(administrator=True))


def test_who_takes_a_machines_text_over_is_its_author() -> None:
    translation = written(None, tool="Dummy")
    user = reviewer()
    segment_store.adopt(translation, ids(translation), user=user)
    with pytest.raises(OwnWorkError):
        review_workflow.approve(translation, user=user)


@pytest.mark.parametrize("is_own", [False, True])
def test_an_accepted_text_that_is_written_again_stays_accepted_by_others(is_own: bool) -> None:
    translation, user = written(None, tool="Dummy"), reviewer()
    segment_store.accept(translation, ids(translation), user=user)
    again = {row.id: row.text for row in segment_rows(translation)}
    segment_store.write_many(translation, again, user=user if is_own else translator())
    found = {row.state for row in segment_rows(translation)}
    assert found == {SegmentState.TRANSLATED if is_own else SegmentState.ACCEPTED}


def test_the_refusal_reaches_the_reviewer_as_a_message() -> None:
    translation = written(None, tool="Dummy")
    client = Client()
    client.force_login(reviewer())
    target = translation.get_target_instance()
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    response = client.post(url, asking(target, "publish"))
    told = [message.level_tag for message in response.wsgi_request._messages]
    assert (response.status_code, told, is_live(translation)) == (302, ["error"], False)


def test_submitting_approving_and_sending_back_are_told() -> None:
    translation, author, user = written(translator()), translator(), reviewer()
    with heard(signals.submitted) as submitted:
        submit(translation, user=author)
    with heard(signals.sent_back) as sent_back:
        review_workflow.send_back(translation, user=user, comment="Літера.")
    submit(translation, user=author)
    with heard(signals.approved) as approved:
        review_workflow.approve(translation, user=user)
    assert submitted == [{"translation": translation, "user": author}]
    assert sent_back == [{"translation": translation, "user": user, "comment": "Літера."}]
    assert approved == [{"translation": translation, "user": user}]


def test_falling_behind_is_told_once_a_change() -> None:
    page = ContentPageFactory(title="Praca", lead="Zgłoś się do nas.")
    publish_in(page)
    publish_in(page, "en")
    start(page, "ru")
    with heard(signals.fell_behind) as found:
        edit(page, last_reviewed_by="Zespół prawny")
        edit(page, lead="Zgłoś się do nich.")
        edit(page, lead="Zgłoś się do nich.")
        with urgency.urgently():
            edit(page, title="Praca dziś")
        edit(page, title="Praca", lead="Zgłoś się do nas.")
    said = [(each["locale"].language_code, each["segments"], each["urgent"]) for each in found]
    assert said == [("en", 1, False), ("uk", 1, False), ("en", 2, True), ("uk", 2, True)]
    assert {each["translation_key"] for each in found} == {page.translation_key}


def test_assigning_is_told_when_something_is_new() -> None:
    page, by, person = ContentPageFactory(), reviewer(), translator()
    key, uk = page.translation_key, locale("uk")
    with heard(signals.assigned) as found:
        for _again in range(2):
            assignments.assign(key, uk, assignee=person, due_on=None, by=by)
        assignments.assign(key, uk, assignee=translator(), due_on=None, by=by)
        assert assignments.assign(key, uk, assignee=None, due_on=None, by=by) is None
    assert (len(found), Assignment.objects.count()) == (2, 0)
    assert found[0]["assignment"].assignee == person


def test_work_is_not_given_to_those_who_cannot_do_it() -> None:
    key, other = ContentPageFactory().translation_key, UserFactory(role=roles.translators("en"))
    with pytest.raises(LocaleNotAllowedError):
        assignments.assign(key, locale("uk"), assignee=other, due_on=None, by=reviewer())


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.PUBLISHERS, True),
        (roles.language_reviewers("uk"), True),
        (roles.language_reviewers("ru"), False),
        (roles.translators("uk"), False),
        (roles.AUTHORS, False),
    ],
)
def test_who_gives_out_work(role: str, may: bool) -> None:
    assert assignments.may_assign(UserFactory(role=role), locale("uk")) is may
