"""Where a form of the admin leads back to is an address of this site, or nothing.

Wagtail's views hand ``next`` to ``redirect`` when their act is done, which takes what is no address
for the name of a view and raises; ``url_has_allowed_host_and_scheme`` lets such words pass.
"""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from .session_expiry import ADMIN

NAME: Final = "next"


class ReturnAddressMiddleware:
    """Takes ``next`` out of what was sent to the admin where it is no address of this site.

    Stands after the check of CSRF tokens, which reads forms as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Change nothing before it is known which view answers."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Leave out every ``next`` that leads nowhere, so that views lead where they would."""
        if request.path.startswith(ADMIN):
            request.GET = _cleaned(request, request.GET)  # type: ignore[assignment]  # Still immutable.
            request.POST = _cleaned(request, request.POST)  # type: ignore[assignment]  # As above.


def _cleaned(request: HttpRequest, sent: QueryDict) -> QueryDict:
    found = sent.getlist(NAME)
    kept = [each for each in found if _is_ours(request, each)]
    if kept == found:
        return sent
    changed = sent.copy()
    changed.setlist(NAME, kept)
    if not kept:
        del changed[NAME]
    return changed


def _is_ours(request: HttpRequest, url: str) -> bool:
    is_whole = url.startswith(("/", "http://", "https://"))
    return is_whole and url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
