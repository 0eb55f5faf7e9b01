"""Publishing or deciding in the page editor about a text that somebody else has changed since.

The editor says which draft it was opened with. Saving over a newer one is Wagtail's to warn of;
what readers see at once is asked once more (409), and nothing typed is lost.
"""

from http import HTTPStatus
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.views.pages.edit import EditView

DECIDING: Final = frozenset({"publish", "perform_workflow_action", "submit"})
_upstream: Final = EditView.form_valid


def _form_valid(self: EditView, form: WagtailAdminPageForm) -> HttpResponse:
    if self.action_name not in DECIDING or not self.is_out_of_date:
        response: HttpResponse = _upstream(self, form)
        return response
    messages.error(
        self.request,
        _("Somebody else has saved this page since you opened it. Look at it, then decide."),
    )
    self.has_unsaved_changes = True
    again: HttpResponse = self.render_to_response(
        self.get_context_data(), status=HTTPStatus.CONFLICT
    )
    return again


def replace() -> None:
    """Put this in the place of Wagtail's; called once, when the application is ready."""
    EditView.form_valid = _form_valid
