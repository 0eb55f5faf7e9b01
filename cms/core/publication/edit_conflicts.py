"""Publishing or deciding in an editor about a text that somebody else has changed since.

The editors of pages and of snippets say which draft they were opened with. Saving over a newer one
is Wagtail's to warn of; what readers see at once is asked once more (409), and nothing typed is
lost. A form that does not say what it was opened with is asked as well.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final, TypeAlias

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.snippets.views.snippets import EditView as SnippetEditView

_Editor: TypeAlias = PageEditView | SnippetEditView

# As the editors of pages and of snippets name their actions.
DECIDING: Final = frozenset(
    {
        "publish",
        "submit",
        "perform_workflow_action",
        "restart_workflow",
        "workflow-action",
        "restart-workflow",
    }
)
# What each form carries of the draft it was opened with, or of the one it has saved itself since.
OPENED_WITH: Final = ("overwrite_revision_id", "loaded_revision_id")


def _asking(
    upstream: Callable[..., HttpResponse], action_of: Callable[[_Editor], str]
) -> Callable[..., HttpResponse]:
    @wraps(upstream)
    def form_valid(self: _Editor, form: BaseForm) -> HttpResponse:
        if action_of(self) not in DECIDING or not _is_out_of_date(self):
            return upstream(self, form)
        return _ask(self, form)

    return form_valid


def _is_out_of_date(view: _Editor) -> bool:
    """Tell whether there is another draft than the one that was looked at."""
    if view.latest_revision and not any(view.request.POST.get(name) for name in OPENED_WITH):
        return True
    return bool(view.is_out_of_date)


def _ask(view: _Editor, form: BaseForm) -> HttpResponse:
    messages.error(
        view.request,
        _("Somebody else has saved this since you opened it. Look at it, then decide."),
    )
    view.form, view.has_unsaved_changes = form, True
    again: HttpResponse = view.render_to_response(
        view.get_context_data(), status=HTTPStatus.CONFLICT
    )
    return again


def replace() -> None:
    """Put this in the places of Wagtail's; called once, when the application is ready."""
    PageEditView.form_valid = _asking(PageEditView.form_valid, lambda view: view.action_name)
    SnippetEditView.form_valid = _asking(SnippetEditView.form_valid, lambda view: view.action)
