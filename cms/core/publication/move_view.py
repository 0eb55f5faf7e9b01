"""Where to move a page is asked only while it may be moved: the move itself would be refused."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.move import MoveChooseDestination

from cms.users.current_user import current_user

from .page_actions import refuse_locked

_upstream: Final = MoveChooseDestination.dispatch


def _dispatch(
    self: MoveChooseDestination,
    request: HttpRequest,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    """Ask, or raise LockedError while somebody else holds the page."""
    user = current_user(request)
    refuse_locked(self.page_to_move.specific, user=user)
    response: HttpResponse = _upstream(self, request, *args, **kwargs)
    return response


def replace() -> None:
    """Put this in the place of Wagtail's; called once, when the application is ready."""
    MoveChooseDestination.dispatch = _dispatch
