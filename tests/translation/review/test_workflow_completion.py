"""Nothing goes live that nobody read: by a step switched off, cancelled, or that never was."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Task, TaskState, Workflow

from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.review.models import LanguageReviewTask, LegalReviewTask
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import (
    approve_step,
    fresh,
    run_checks,
    start,
    submit,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def sent() -> Any:
    """Return a Polish draft that waits for the lawyers."""
    page = ContentPageFactory(draft=True)
    page.get_workflow().start(page, UserFactory(role=roles.AUTHORS))
    run_checks()
    return fresh(page)


def switch_off(task: Task) -> str:
    """Switch a step off as administrators do; return the question before it."""
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtailadmin_workflows:disable_task", args=[task.pk])
    question = client.get(url).content.decode()
    client.post(url)
    return question


def test_switching_the_last_step_off_publishes_nothing() -> None:
    page = sent()
    approve_step(page, UserFactory(role=roles.LEGAL_REVIEWERS))
    question = switch_off(GroupApprovalTask.objects.get(name="Publikacja"))
    found = fresh(page)
    assert (found.live, found.workflow_in_progress) == (False, False)
    assert question.count("nie zostanie opublikowana") == 1


def test_what_waits_goes_on_where_people_still_decide() -> None:
    page = sent()
    question = switch_off(LegalReviewTask.objects.get())
    found = fresh(page)
    assert (found.live, type(found.current_workflow_task)) == (False, GroupApprovalTask)
    assert question.count("przejdzie do następnego etapu") == 1


def test_a_translation_waiting_for_its_reviewers_is_not_published() -> None:
    translation = start(ContentPageFactory())
    translate(translation)
    page = submit(translation)
    switch_off(LanguageReviewTask.objects.get())
    found = fresh(page)
    assert (found.live, found.workflow_in_progress) == (False, False)


def test_cancelling_the_last_step_publishes_nothing() -> None:
    page = sent()
    approve_step(page, UserFactory(role=roles.LEGAL_REVIEWERS))
    task_state = fresh(page).current_workflow_task_state
    GroupApprovalTask.objects.filter(pk=task_state.task_id).update(active=False)
    with pytest.raises(PublicationRefusedError):
        task_state.cancel(user=UserFactory(administrator=True))
    assert (fresh(page).live, fresh(page).workflow_in_progress) == (False, True)


@pytest.mark.parametrize("only", [[], ["Kontrola automatyczna"]])
def test_a_workflow_in_which_no_person_decides_publishes_nothing(only: list[str]) -> None:
    page = ContentPageFactory(draft=True)
    page.get_workflow().workflow_tasks.exclude(task__name__in=only).delete()
    try:
        page.get_workflow().start(page, UserFactory(role=roles.AUTHORS))
        run_checks()
    except PublicationRefusedError:
        assert not only
    assert not fresh(page).live


def test_switching_a_whole_workflow_off_publishes_nothing() -> None:
    page = sent()
    Workflow.objects.get(pk=page.get_workflow().pk).deactivate(user=None)
    assert (fresh(page).live, fresh(page).workflow_in_progress) == (False, False)
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
