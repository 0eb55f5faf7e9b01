"""The step of those who review in the page's own language, whichever that is."""

from typing import Any

import pytest
from wagtail.models import TaskState

from cms.translation.base.domain import review_workflow
from cms.translation.base.domain.errors import OwnWorkError
from cms.translation.review.models import LanguageReviewTask
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import fresh, start, submit, translate

pytestmark = pytest.mark.django_db

PEOPLE = [
    roles.AUTHORS,
    roles.PUBLISHERS,
    roles.LEGAL_REVIEWERS,
    roles.translators("uk"),
    roles.translators("ru"),
    roles.language_reviewers("uk"),
    roles.language_reviewers("ru"),
]


def in_review(code: str, user: Any = None) -> Any:
    translation = start(ContentPageFactory(), code)
    translate(translation)
    return submit(translation, user=user)


@pytest.mark.parametrize("code", ["en", "ru", "uk"])
def test_one_step_serves_every_language_and_asks_only_its_reviewers(code: str) -> None:
    page = in_review(code)
    task = page.current_workflow_task
    assert isinstance(task, LanguageReviewTask)
    allowed = {role for role in PEOPLE if task.get_actions(page, UserFactory(role=role))}
    assert allowed == {roles.language_reviewers(code)} & set(PEOPLE)


def test_the_editor_is_locked_for_everybody_else() -> None:
    page = in_review("uk")
    task = page.current_workflow_task
    free = {role for role in PEOPLE if not task.locked_for_user(page, UserFactory(role=role))}
    assert free == {roles.language_reviewers("uk")}


def test_a_reviewer_s_list_holds_their_language_without_what_they_submitted() -> None:
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    mine, others = in_review("uk", reviewer), in_review("uk")
    in_review("ru")
    found = {
        task_state.workflow_state.content_object.pk
        for task_state in TaskState.objects.reviewable_by(reviewer)
    }
    assert found == {others.pk}
    admin = TaskState.objects.reviewable_by(UserFactory(administrator=True))
    assert {state.workflow_state.content_object.pk for state in admin} >= {mine.pk, others.pk}


def test_nobody_approves_what_they_submitted() -> None:
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    page = in_review("uk", reviewer)
    with pytest.raises(OwnWorkError):
        fresh(page).current_workflow_task_state.approve(user=reviewer)
    assert (fresh(page).live, fresh(page).workflow_in_progress) == (False, True)


def test_somebody_else_does_and_it_is_live() -> None:
    page = in_review("uk", UserFactory(role=roles.language_reviewers("uk")))
    other = UserFactory(role=roles.language_reviewers("uk"))
    fresh(page).current_workflow_task_state.approve(user=other)
    assert fresh(page).live


def test_sent_back_it_begins_anew_with_the_checks() -> None:
    translation = start(ContentPageFactory())
    translate(translation)
    submit(translation)
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    review_workflow.send_back(translation, user=reviewer, comment="Literówka.")
    page = submit(translation)
    states = page.workflow_states.order_by("created_at")
    assert [state.status for state in states] == ["cancelled", "in_progress"]
    assert isinstance(page.current_workflow_task, LanguageReviewTask)
