"""What the automatic checks found, for the person who puts it right."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState, WorkflowState

from cms.gate.models import AutomaticChecksTask, ChecksReport
from cms.translation.domain import rights


def may_read(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let those read a report who may edit in the language of its page."""
    task_state = get_object_or_404(TaskState, pk=kwargs["task_state_id"])
    return rights.may_edit(user, task_state.workflow_state.content_object.locale)


class ChecksReportView(WagtailAdminTemplateMixin, TemplateView):
    """The problems of one run of the checks in reading order; one that runs says so."""

    page_title = gettext_lazy("Automatic checks")
    header_icon = "clipboard-list"
    template_name = "gate/checks_report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, if the checks have run, and the page it is about."""
        task_state = get_object_or_404(TaskState, pk=kwargs["task_state_id"])
        report = ChecksReport.objects.filter(task_state=task_state).first()
        page = task_state.workflow_state.content_object
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "language": page.locale.language_code,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "report": report,
            "problems": report.findings if report else [],
        }


def tell_of_report(request: HttpRequest, page: Page) -> None:
    """Say in the editor of ``page`` that the checks run, or that they sent it back and why."""
    state = page.workflow_states.active().order_by("-created_at").first()
    task_state = state.current_task_state if state else None
    if task_state is None or not isinstance(task_state.task.specific, AutomaticChecksTask):
        return
    if task_state.status == TaskState.STATUS_IN_PROGRESS:
        messages.info(request, _("Automatic checks are running. Reload the page in a moment."))
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        url = reverse("gate:checks", args=[task_state.pk])
        text = _("The automatic checks sent this back.")
        messages.warning(request, text, buttons=[messages.button(url, _("See what they found"))])
