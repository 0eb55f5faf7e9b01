"""What the automatic checks found, for the person who puts it right."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState, WorkflowState

from cms.translation.base.domain import permissions
from cms.translation.base.domain.errors import OwnWorkError, SegmentGoneError
from cms.translation.review.domain import accepted_findings
from cms.translation.review.models import AcceptedFinding, AutomaticChecksTask, ChecksReport
from cms.translation.review.rules.finding import Finding
from cms.users.current_user import current_user


def may_read(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let those read a report who may edit in the language of its page."""
    task_state = get_object_or_404(TaskState, pk=kwargs["task_state_id"])
    return permissions.may_edit(user, task_state.workflow_state.content_object.locale)


class AcceptForm(forms.Form):
    """Which finding is right all the same, and why."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("It is right, because"),
        max_length=AcceptedFinding._meta.get_field("reason").max_length,
    )


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
            "problems": self._problems(report, page) if report else [],
            "may_accept": permissions.may_publish(self.request.user, page.locale),
        }

    def _problems(self, report: ChecksReport, page: Any) -> list[dict[str, Any]]:
        """Return the findings, each with its acceptance, or the form to accept it."""
        known = accepted_findings.accepted(page)
        return [
            {"found": found, "accepted": known.get(found.digest), "form": self._form(found)}
            for found in report.findings
        ]

    def _form(self, found: Finding) -> AcceptForm:
        """Return the form of one finding; the one that was sent keeps what was typed."""
        sent = self.request.POST if self.request.POST.get("digest") == found.digest else None
        return AcceptForm(sent, initial={"digest": found.digest}, auto_id=f"%s_{found.digest[:8]}")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Accept a finding. 409 where a text has changed since. Raises ``PermissionDenied``."""
        form = AcceptForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs), status=422)
        task_state = get_object_or_404(TaskState, pk=kwargs["task_state_id"])
        user = current_user(request)
        try:
            accepted_findings.accept(task_state, **form.cleaned_data, user=user)
        except SegmentGoneError:
            messages.error(request, _("One of the texts has changed. Submit again and look anew."))
        except OwnWorkError:
            messages.error(request, _("You wrote this text: somebody else has to accept it."))
        else:
            messages.success(request, _("Accepted. The next run of the checks passes over it."))
            return redirect("gate:checks", task_state.pk)
        return self.render_to_response(self.get_context_data(**kwargs), status=409)


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
