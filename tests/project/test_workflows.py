"""The review steps that ``setup`` gives each tree, and an older site that gets them."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from cms.content.pages.models import HomePage
from cms.project.site_setup import run_setup
from cms.translation.review.models import AutomaticChecksTask, LanguageReviewTask, LegalReviewTask
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

pytestmark = pytest.mark.django_db

TARGETS = ("en", "ru", "uk")


def steps() -> dict[str, list[type[Task]]]:
    return {
        home.slug: [
            type(task.specific)
            for task in home.get_workflow().tasks.order_by("workflow_tasks__sort_order")
        ]
        for home in HomePage.objects.filter(depth=2)
    }


NEW: dict[str, list[type[Task]]] = {
    "pl": [AutomaticChecksTask, LegalReviewTask, GroupApprovalTask],
    **{code: [AutomaticChecksTask, LanguageReviewTask] for code in TARGETS},
}


def as_before() -> None:
    """Give the trees the steps that earlier versions gave them."""
    old = {
        "pl": [("Przegląd prawny", roles.LEGAL_REVIEWERS), ("Publikacja", roles.PUBLISHERS)],
        **{
            code: [(f"Language review ({code})", roles.language_reviewers(code))]
            for code in TARGETS
        },
    }
    Task.objects.all().delete()
    for code, wanted in old.items():
        workflow = Workflow.objects.get(workflow_pages__page__slug=code)
        for order, (name, group) in enumerate(wanted):
            task = GroupApprovalTask.objects.create(name=name)
            task.groups.set(Group.objects.filter(name=group))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)


def now_at(page: Any) -> type[Task]:
    return type(fresh(page).current_workflow_task)


def test_a_new_site_checks_first_and_asks_the_tree_s_own_people() -> None:
    assert steps() == NEW
    groups = {
        task.name: set(task.groups.values_list("name", flat=True))
        for task in (
            LegalReviewTask.objects.get(),
            GroupApprovalTask.objects.get(name="Publikacja"),
        )
    }
    assert groups == {
        "Przegląd prawny": {roles.LEGAL_REVIEWERS},
        "Publikacja": {roles.PUBLISHERS},
    }


def test_the_source_is_looked_at_for_what_can_be_wrong_in_a_source() -> None:
    workflow = HomePage.objects.get(slug="pl").get_workflow()
    checks = AutomaticChecksTask.objects.get(workflow_tasks__workflow=workflow)
    assert checks.checks == ["alt_texts", "links"]


def test_an_older_site_gets_the_new_steps_and_nothing_twice() -> None:
    as_before()
    run_setup()
    assert steps() == NEW
    assert Task.objects.count() == 5
    run_setup()
    assert (steps(), Task.objects.count()) == (NEW, 5)


def test_a_polish_review_that_runs_goes_on_where_it_stands() -> None:
    as_before()
    page, lawyer = ContentPageFactory(draft=True), UserFactory(role=roles.LEGAL_REVIEWERS)
    page.get_workflow().start(page, UserFactory(role=roles.AUTHORS))
    run_setup()
    task_state = fresh(page).current_workflow_task_state
    task = task_state.task.specific
    found = [now_at(page)]
    task.on_action(task_state, lawyer, "approve", valid_until="2999-01-01", comment="")
    found.append(now_at(page))
    publisher = UserFactory(role=roles.PUBLISHERS)
    fresh(page).current_workflow_task_state.approve(user=publisher)
    assert (found, fresh(page).live) == ([LegalReviewTask, GroupApprovalTask], True)


def test_a_translation_in_review_is_published_by_its_approval() -> None:
    as_before()
    translation = start(ContentPageFactory())
    translate(translation)
    page = submit(translation)
    run_setup()
    assert now_at(page) is LanguageReviewTask
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    fresh(page).current_workflow_task_state.approve(user=reviewer)
    assert fresh(page).live


def test_what_was_sent_back_can_be_sent_again() -> None:
    as_before()
    page = ContentPageFactory(draft=True)
    page.get_workflow().start(page, UserFactory(role=roles.AUTHORS))
    lawyer = UserFactory(role=roles.LEGAL_REVIEWERS)
    fresh(page).current_workflow_task_state.reject(user=lawyer)
    run_setup()
    fresh(page).current_workflow_state.resume(lawyer)
    assert now_at(page) is LegalReviewTask


def test_steps_that_an_administrator_changed_stay() -> None:
    as_before()
    task = GroupApprovalTask.objects.get(name="Language review (uk)")
    task.groups.add(Group.objects.get(name=roles.PUBLISHERS))
    run_setup()
    assert steps() == {**NEW, "uk": [GroupApprovalTask]}


def test_what_was_approved_before_stays_in_the_history() -> None:
    as_before()
    page = ContentPageFactory(draft=True)
    page.get_workflow().start(page, UserFactory(role=roles.AUTHORS))
    for _step in range(2):
        approve_step(page, UserFactory(administrator=True))
    run_setup()
    run_checks()
    states = TaskState.objects.values_list("status", flat=True)
    assert (set(states), WorkflowState.objects.get().status) == ({"approved"}, "approved")
