"""Unpublishing, deleting and moving as a whole: what was shown, or not at all.

Wagtail's questions carry what they are about (``object_version_tokens``). An answer without it, or
about something that has changed since, is the question again (409) with the names of what changed,
and nothing is done. Programs say as ``seen`` what a refusal named: the newest draft, and for what
takes other pages along one word for all of it.
"""

from collections.abc import Callable
from copy import copy
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from rest_framework.response import Response
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.api.actions.base import APIAction
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.move import MovePageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.actions.unpublish import UnpublishPageAPIAction
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.models import DeleteView, UnpublishView
from wagtail.admin.views.pages import move
from wagtail.models import Page

from . import page_version_tokens
from .consequences import Consequence, Line
from .object_version_tokens import changed, whole
from .publication_conditions import PublicationRefusedError

NAMED: Final = 10
_upstream_unpublish: Final = UnpublishView.post
_upstream_delete: Final = DeleteView.form_valid
_API: Final[dict[type[Any], tuple[str, Callable[[Page, Any], str]]]] = {
    PublishPageAPIAction: ("can_publish", lambda page, _data: str(page.latest_revision_id)),
    UnpublishPageAPIAction: (
        "can_unpublish",
        lambda page, data: whole(page, below=bool(data["recursive"])),
    ),
    DeletePageAPIAction: ("can_delete", lambda page, _data: whole(page, below=True)),
    MovePageAPIAction: ("can_move", lambda page, _data: whole(page, below=True)),
}


def refuse_changed(
    request: HttpRequest, instances: list[Any], *, below: bool = False
) -> HttpResponse | None:
    """Return the question again if anything is otherwise than it showed; None to go on.

    ``below`` is whether what is below pages goes along. What it compared stays locked until the
    end of the transaction.
    """
    found = changed(instances, request.POST.get("seen", ""), below=below)
    return _ask_again(request, found) if found else None


def _ask_again(request: HttpRequest, found: list[Any]) -> HttpResponse:
    """Show the same page as it is now; whoever may not see it learns nothing from it."""
    shown, match = copy(request), request.resolver_match
    shown.method = "GET"
    answer: HttpResponse = match.func(shown, *match.args, **match.kwargs)  # type: ignore[union-attr]  # A view is running.
    if answer.status_code == HttpResponse.status_code:
        answer.status_code = HTTPStatus.CONFLICT
        messages.warning(request, _say(request, found))
    return answer


def refuse_changed_of_many(
    request: HttpRequest,
    instances: list[Any],
    action: BulkAction,
    *,
    below: bool,
) -> HttpResponse | None:
    """The same for a bulk ``action``; what was chosen in its form stays."""
    found = changed(instances, request.POST.get("seen", ""), below=below)
    if not found:
        return None
    messages.warning(request, _say(request, found))
    context = action.get_context_data(form=action.cleaned_form)
    again: HttpResponse = action.render_to_response(context, status=HTTPStatus.CONFLICT)
    return again


def _say(request: HttpRequest, found: list[Any]) -> str:
    """Name what changed, with where to read it."""
    finder = AdminURLFinder(request.user)
    lines = [
        Line(str(each), finder.get_edit_url(each) or "", each.locale.language_code)
        for each in found[:NAMED]
    ]
    text = _(
        "Nothing was done: what stands here has changed since you were asked, or you have not"
        " been asked yet. Read it, then decide."
    )
    return render_to_string("consequences/list.html", {"consequences": [Consequence(text, lines)]})


@transaction.atomic
def _unpublish(
    self: UnpublishView,
    request: HttpRequest,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    below = bool(request.POST.get("include_descendants"))
    refusal = refuse_changed(request, self.objects_to_unpublish, below=below)
    return refusal or _upstream_unpublish(self, request, *args, **kwargs)


@transaction.atomic
def _delete(self: DeleteView, form: BaseForm) -> HttpResponse:
    return refuse_changed(self.request, [self.object]) or _upstream_delete(self, form)


def _by_api(
    execute: Callable[..., Any], right: str, mark: Callable[[Page, Any], str]
) -> Callable[..., Any]:
    """Do it to what the caller names by ``seen``: what ``mark`` says of it now."""

    @wraps(execute)
    @transaction.atomic
    def run(self: APIAction, instance: Page, data: dict[str, Any]) -> Response:
        page = page_version_tokens.lock(instance)
        if not getattr(page.permissions_for_user(self.request.user), right)():
            raise PermissionDenied
        if str(self.request.data.get("seen")) != (now := mark(page, data)):
            text = _("Say as “seen” which draft you have read; the newest is %(revision)s.")
            raise PublicationRefusedError("seen", text % {"revision": now})
        answer: Response = execute(self, page, data)
        return answer

    return run


def replace() -> None:
    """Put these in the places of Wagtail's; called once, when the application is ready."""
    UnpublishView.post = _unpublish
    DeleteView.form_valid = _delete
    # Django would delete by this method without asking for the form, and what it refuses.
    DeleteView.http_method_names = ["get", "head", "post", "options"]
    move.move_confirm = transaction.atomic(move.move_confirm)
    for action, (right, mark) in _API.items():
        action.execute = _by_api(action.execute, right, mark)
