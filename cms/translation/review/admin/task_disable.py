"""The question before a step of review is switched off says what becomes of what waits there."""

from typing import Any, Final

from django.utils.translation import ngettext
from wagtail.admin.views.workflows import Disable, DisableTask
from wagtail.models import TaskState

from cms.translation.review.domain import workflow_completion

_upstream_context: Final = DisableTask.get_context_data


def _with_consequences(self: DisableTask, **kwargs: Any) -> dict[str, Any]:
    """Say how many reviews go on without the step, and how many end."""
    context: dict[str, Any] = _upstream_context(self, **kwargs)
    waiting = TaskState.objects.filter(
        task=self.get_object().pk, status=TaskState.STATUS_IN_PROGRESS
    )
    going_on = sum(workflow_completion.goes_on(task_state) for task_state in waiting)
    parts = [_going_on(going_on), _ending(len(waiting) - going_on)]
    context["warning_message"] = " ".join(part for part in parts if part)
    return context


def _going_on(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d page that waits here goes on to its next step without this one.",
        "%(count)d pages that wait here go on to their next step without this one.",
        count,
    ) % {"count": count}


def _ending(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "The review of %(count)d page ends, for nobody would decide about it: it is not published, "
        "its draft stays, and it has to be submitted again.",
        "The reviews of %(count)d pages end, for nobody would decide about them: they are not "
        "published, their drafts stay, and they have to be submitted again.",
        count,
    ) % {"count": count}


def replace() -> None:
    """Put the question in the place of Wagtail's; called once, when the application is ready."""
    DisableTask.get_context_data = _with_consequences
    for view in (Disable, DisableTask):  # Django's view for deletions would delete the row.
        view.http_method_names = ["get", "head", "post", "options"]
