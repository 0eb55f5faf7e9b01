"""A review publishes what somebody read: never because a step was switched off or cancelled.

Wagtail publishes whatever comes to the end of its workflow, also where the last step was cancelled,
skipped, or was none at all.
"""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.review.models import AutomaticChecksTask

_upstream_finish: Final = WorkflowState.finish


@transaction.atomic
def switch_off(task: Task, user: Any = None) -> None:
    """Switch a step off; nothing is published by it.

    Reviews that wait at it go on to their next step, if people decide one of those that are left;
    the others end without an outcome, and their drafts stay to be submitted again.
    """
    task.active = False
    task.save()
    waiting = TaskState.objects.select_for_update().filter(
        task=task, status=TaskState.STATUS_IN_PROGRESS
    )
    for task_state in waiting:
        if goes_on(task_state):
            task_state.cancel(user=user)
        else:
            task_state.workflow_state.cancel(user=user)


def goes_on(task_state: TaskState) -> bool:
    """Tell whether people still decide about what waits at this step, if it is left out."""
    workflow_state = task_state.workflow_state
    left = (
        Task.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id, active=True)
        .exclude(pk=task_state.task_id)
        .exclude(task_states__in=workflow_state.successful_task_states)
    )
    return any(not isinstance(task, AutomaticChecksTask) for task in left.specific())


def finish(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publish as the outcome of a review, if its last step passed and a person read the text.

    Raises PublicationRefusedError otherwise.
    """
    last = workflow_state.current_task_state
    read = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, finished_by__isnull=False
    )
    if last is None or last.status == TaskState.STATUS_CANCELLED or not read.exists():
        raise PublicationRefusedError(
            "nobody-read-it",
            _("Not published: nobody has read it, for no person decides in this workflow."),
        )
    _upstream_finish(workflow_state, user=user)


def publish_outcome(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publish what the last step approved; Wagtail takes the latest draft, whichever that is.

    Whoever decides the last step need not have the right to publish: that is what the workflow
    gives them.
    """
    last = TaskState.objects.get(pk=workflow_state.current_task_state_id)
    last.revision.publish(user=user, skip_permission_checks=True)


def replace() -> None:
    """Put these in the places of Wagtail's; called once, when the application is ready."""
    Task.deactivate = switch_off
    WorkflowState.finish = finish
    WorkflowState.on_finish = publish_outcome
