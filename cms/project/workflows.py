"""The review steps of each language's tree: what a new site gets, and how an older one gets it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from cms.core import locales
from cms.translation.review.models import AutomaticChecksTask, LanguageReviewTask, LegalReviewTask
from cms.users import roles

NAMES: Final = {
    "pl": "Polski: prawo, potem publikacja",
    "en": "English: language review",
    "ru": "Русский: языковая проверка",
    "uk": "Українська: мовна перевірка",
}
LEGAL: Final = "Przegląd prawny"
PUBLICATION: Final = "Publikacja"
# What can be wrong in a source; the other checks compare a translation with it.
SOURCE_CHECKS: Final = ["alt_texts", "links"]


@dataclass(frozen=True, slots=True)
class _Old:
    """A step that earlier versions made, by its name and group, and what takes its place."""

    name: str
    group: str
    successor: Callable[[], Task]


def ensure_workflow(code: str, home: Page) -> None:
    """Give a locale's tree its review steps, unless an administrator gave it others.

    A workflow that is still as earlier versions made it gets the new steps; what is in review goes
    on where it stands.
    """
    given = WorkflowPage.objects.filter(page=home).select_related("workflow").first()
    if given is None:
        workflow = Workflow.objects.create(name=NAMES[code], active=True)
        _set_steps(workflow, _steps(code))
        WorkflowPage.objects.create(workflow=workflow, page=home)
    elif _is_as_we_made_it(given.workflow, code):
        _upgrade(given.workflow, code)


def _steps(code: str) -> list[Task]:
    if code == locales.SOURCE:
        return [_source_checks(), _legal_review(), _publication()]
    return [_translation_checks(), _language_review()]


def _source_checks() -> Task:
    defaults = {"checks": SOURCE_CHECKS}
    task, _created = AutomaticChecksTask.objects.get_or_create(
        name="Kontrola automatyczna", defaults=defaults
    )
    return task


def _translation_checks() -> Task:
    task, _created = AutomaticChecksTask.objects.get_or_create(name="Automatic checks")
    return task


def _language_review() -> Task:
    task, _created = LanguageReviewTask.objects.get_or_create(name="Language review")
    return task


def _legal_review() -> Task:
    task, created = LegalReviewTask.objects.get_or_create(name=LEGAL)
    if created:
        task.groups.set(Group.objects.filter(name=roles.LEGAL_REVIEWERS))
    return task


def _publication() -> Task:
    task, created = GroupApprovalTask.objects.get_or_create(name=PUBLICATION)
    if created:
        task.groups.set(Group.objects.filter(name=roles.PUBLISHERS))
    return task


def _old_steps(code: str) -> list[_Old]:
    if code == locales.SOURCE:
        return [
            _Old(LEGAL, roles.LEGAL_REVIEWERS, _legal_review),
            _Old(PUBLICATION, roles.PUBLISHERS, _publication),
        ]
    name = f"Language review ({code})"
    return [_Old(name, roles.language_reviewers(code), _language_review)]


def _is_as_we_made_it(workflow: Workflow, code: str) -> bool:
    """Tell whether the steps are those of earlier versions, with nothing changed by anybody."""
    found = [
        (task.name, set(task.groups.values_list("name", flat=True)))
        for task in workflow.tasks.specific()
        if type(task) is GroupApprovalTask
    ]
    wanted = [(old.name, {old.group}) for old in _old_steps(code)]
    return found == wanted and workflow.tasks.count() == len(wanted)


def _upgrade(workflow: Workflow, code: str) -> None:
    """Put the new steps in the place of the old ones, in running reviews as well.

    Who is asked stays the same. Reviews that run are not sent back to the new first step.
    """
    successors = {
        task.pk: old.successor()
        for task, old in zip(workflow.tasks.all(), _old_steps(code), strict=True)
    }
    for pk, successor in successors.items():
        TaskState.objects.filter(task=pk, workflow_state__workflow=workflow).update(task=successor)
    steps = _steps(code)
    _skip(steps[0], workflow)
    _set_steps(workflow, steps)
    replaced = [pk for pk, successor in successors.items() if successor.pk != pk]
    Task.objects.filter(pk__in=replaced, task_states=None, workflow_tasks=None).delete()


def _skip(task: Task, workflow: Workflow) -> None:
    """Note in every review of ``workflow`` that runs that it goes on without ``task``."""
    running = WorkflowState.objects.active().filter(workflow=workflow)
    for state in running.select_related("current_task_state"):
        if state.current_task_state is not None:
            TaskState.objects.create(
                workflow_state=state,
                task=task,
                revision_id=state.current_task_state.revision_id,
                status=TaskState.STATUS_SKIPPED,
            )


def _set_steps(workflow: Workflow, tasks: list[Task]) -> None:
    workflow.workflow_tasks.all().delete()
    WorkflowTask.objects.bulk_create(
        [
            WorkflowTask(workflow=workflow, task=task, sort_order=order)
            for order, task in enumerate(tasks)
        ]
    )
