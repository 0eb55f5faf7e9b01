"""What somebody typed in the admin is kept where their session ended before they sent it.

The page that answers holds it as a form of hidden fields, to be sent again after logging in in
another tab; nothing of it is stored or logged.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure as upstream_failure
from wagtail.users.models import UserProfile

ADMIN: Final = "/admin/"
# Pages for people without a session: what is typed there is a password or an address.
_OF_NOBODY: Final = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")
# No page holds a password of anybody, nor the token that did not fit.
_NEVER: Final = ("password", "csrfmiddlewaretoken")


class KeepUnsavedInputMiddleware:
    """Answers with what was typed where Wagtail would lead to the log-in and forget it.

    Stands after everything that may end a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at what was answered to forms that somebody without a session sent."""
        is_at_stake = _is_form(request) and request.user.is_anonymous
        response = self.get_response(request)
        return _told(request) if is_at_stake and _leads_to_log_in(response) else response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keep what an own page sent with an old token.

    What another site sent is never shown: one click would send it in the name of who sees it.
    """
    if not request.path.startswith(ADMIN) or "text/html" not in request.headers.get("Accept", ""):
        return upstream_failure(request, reason)
    return _told(request, keeps=_is_form(request) and _is_own(request))


def _is_form(request: HttpRequest) -> bool:
    return (
        request.method == "POST"
        and request.path.startswith(ADMIN)
        and not request.path.startswith(_OF_NOBODY)
        and "text/html" in request.headers.get("Accept", "")
    )


def _leads_to_log_in(response: HttpResponseBase) -> bool:
    target = urlsplit(response.headers.get("Location", ""))
    return response.status_code == HTTPStatus.FOUND and target.path == reverse("wagtailadmin_login")


def _is_own(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _told(request: HttpRequest, *, keeps: bool = True) -> HttpResponse:
    """Say that the session ended, in the language of whoever reads it."""
    context: dict[str, Any] = {
        "fields": typed(request) if keeps else [],
        "keeps": keeps,
        "had_files": keeps and bool(request.FILES),
        "action": request.get_full_path(),
    }
    with translation.override(language_of(request)):
        answer = render(request, "editorial/session_end.html", context, status=403)
    add_never_cache_headers(answer)
    return answer


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form sent, names with values, but for passwords and tokens."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(word in name for word in _NEVER)
        for value in values
    ]


def language_of(request: HttpRequest) -> str:
    """Return the language of the account, or without one what the browser asks for."""
    if request.user.is_anonymous:
        return translation.get_language_from_request(request)
    profile = UserProfile.objects.filter(user=request.user.pk).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
