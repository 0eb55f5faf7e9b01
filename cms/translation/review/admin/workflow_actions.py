"""Wagtail's own address for “approve” and “request changes”: about what was shown, or not at all.

The question carries a mark of the page. An answer without it, or about another text by now, is the
question again (409), with what to read. A decision is only ever about the step of its own page.
"""

from http import HTTPStatus
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.workflow import BaseWorkflowFormView
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import TaskState

from cms.core.publication import page_version_tokens
from cms.translation.base.domain.version_tokens import page_mark

SCRIPT: Final = "XMLHttpRequest"
_upstream_post: Final = WorkflowAction.post
_upstream_url: Final = WorkflowAction.get_submit_url


def _own_step(self: BaseWorkflowFormView) -> TaskState:
    """Return the step; another page's is not found here."""
    found = get_object_or_404(
        TaskState,
        pk=self.task_state_id,
        workflow_state__object_id=str(self.object.pk),
        workflow_state__base_content_type__model=self.model._meta.model_name,
    )
    return found.specific


def _marked_url(self: WorkflowAction) -> str:
    """Return where the answer goes, with the mark of what is shown now."""
    return f"{_upstream_url(self)}?{urlencode({'seen': page_mark(self.object)})}"


@transaction.atomic
def _decide(self: WorkflowAction, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Do what was decided, if the page is as it was shown."""
    page = page_version_tokens.lock(self.object)
    if request.GET.get("seen") == page_mark(page):
        answer: HttpResponse = _upstream_post(self, request, *args, **kwargs)
        return answer
    return _ask_again(self, request)


def _ask_again(view: WorkflowAction, request: HttpRequest) -> HttpResponse:
    """Ask once more; what was typed stays."""
    form = view.form_class(request.POST)
    text = _("This page has changed, or you have not read it yet. Read it, then decide.")
    if request.headers.get("x-requested-with") == SCRIPT:
        form.full_clean()
        form.add_error(None, text)
        modal: HttpResponse = view.render_modal_form(request, form)
        return modal
    context = view.get_context_data(
        form=form,
        explanation=text,
        page_title=view.action_verbose_name or _("Decide"),
        read_url=reverse("wagtailadmin_pages:edit", args=[view.object.pk]),
    )
    return TemplateResponse(request, "gate/decide_again.html", context, status=HTTPStatus.CONFLICT)


def replace() -> None:
    """Put these in the places of Wagtail's; called once, when the application is ready."""
    BaseWorkflowFormView.get_task_state = _own_step
    WorkflowAction.get_submit_url = _marked_url
    WorkflowAction.post = _decide
