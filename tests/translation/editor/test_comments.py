"""Comments: they stay with the text, also when the Polish changes."""

import pytest
from wagtail_localize.models import Translation

from cms.translation.base.domain.errors import SegmentGoneError
from cms.translation.editor.domain import comment_threads
from cms.translation.editor.domain.editor_rows import bench
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.translation.base.translation_steps import edit, publish_in
from tests.translation.editor.conftest import as_user, segment
from tests.translation.editor.test_segments import press

pytestmark = pytest.mark.django_db


def said(translation: Translation, user: User) -> dict[str, list[str]]:
    return {
        row.segment.path: [comment.text for comment in row.thread.comments.all()]
        for row in bench(translation, user).rows
        if row.thread
    }


def test_a_question_is_answered_settled_and_asked_again(
    translation: Translation, translator: User, reviewer: User
) -> None:
    lead = segment(translation, "lead")
    asks, answers = as_user(translator), as_user(reviewer)
    press(asks, translation, lead, do="comment", comment="Czy to najem?")
    press(answers, translation, lead, do="comment", comment="Tak.")
    assert said(translation, reviewer) == {"lead": ["Czy to najem?", "Tak."]}
    row = next(row for row in bench(translation, reviewer).rows if row.thread)
    assert row.is_discussed
    press(answers, translation, lead, do="resolve")
    assert not any(row.is_discussed for row in bench(translation, reviewer).rows)
    press(asks, translation, lead, do="comment", comment="A jednak?")
    assert [row.segment.id for row in bench(translation, reviewer).rows if row.is_discussed] == [
        lead
    ]


def test_what_was_said_stays_when_the_polish_changes(
    translation: Translation, translator: User
) -> None:
    source = translation.source.get_source_instance()
    publish_in(source)
    comment_threads.comment(translation, segment(translation, "lead"), "Trudne.", user=translator)
    edit(source, lead="Jak wynająć tanie mieszkanie.")
    translation.refresh_from_db()
    assert said(translation, translator) == {"lead": ["Trudne."]}


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_comment_is_refused(
    translation: Translation, translator: User, text: str
) -> None:
    lead = segment(translation, "lead")
    answer = press(as_user(translator), translation, lead, do="comment", comment=text)
    assert (answer.status_code, said(translation, translator)) == (422, {})


def test_a_translator_of_another_language_says_nothing(
    translation: Translation, translator: User
) -> None:
    stranger = as_user(UserFactory(role=roles.translators("ru")))
    lead = segment(translation, "lead")
    assert press(stranger, translation, lead, do="comment", comment="?").status_code == 403
    assert said(translation, translator) == {}


def test_a_comment_needs_its_text(translation: Translation, translator: User) -> None:
    with pytest.raises(SegmentGoneError):
        comment_threads.comment(translation, 10**6, "?", user=translator)


def test_comments_hold_no_markup(translation: Translation, translator: User) -> None:
    lead = segment(translation, "lead")
    hostile = "<script>alert(1)</script>"
    answer = press(as_user(translator), translation, lead, do="comment", comment=hostile)
    assert hostile not in answer.json()["rows"][str(lead)]
