"""Whoever sees cases is logged out after half a day without a click."""

import time
from collections.abc import Callable
from typing import Final

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.cases.domain.permissions import may_handle

IDLE_SECONDS: Final = 12 * 60 * 60
# A session is written at most so often; the end may come that much too early.
WRITTEN_EVERY: Final = 5 * 60
SEEN: Final = "desk_seen"


class IdleLogoutMiddleware:
    """Ends sessions of staff that were idle; stands after Django's AuthenticationMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Log out who was idle for too long, before any view sees them."""
        if request.path.startswith("/admin/") and may_handle(request.user):
            now, seen = int(time.time()), request.session.get(SEEN)
            if seen is not None and now - seen > IDLE_SECONDS:
                logout(request)
            elif seen is None or now - seen > WRITTEN_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)
