"""Middleware of the kernel."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

# Nothing below these depends on who asks or in which language.
ANONYMOUS: Final = ("/api/", "/images/", "/share/", "/qr/", "/healthz", "/readyz")


def is_anonymous(request: HttpRequest) -> bool:
    """Tell whether the answer is the same for everybody."""
    return request.path.startswith(ANONYMOUS)


class EditorsLocaleMiddleware(LocaleMiddleware):
    """Polish for editors, unless they chose another language in their account (Wagtail does that).

    An answer of the API depends on its address alone, so it must not vary by Accept-Language;
    problem documents choose their language themselves.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the request."""
        if is_anonymous(request):
            translation.deactivate()
        else:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which language was chosen."""
        return response if is_anonymous(request) else super().process_response(request, response)


class UncachedRedirect(HttpResponsePermanentRedirect):
    """A redirect whose Location may hold a private link: browsers and proxies keep it not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers["Cache-Control"] = "no-store"
        self.headers["Referrer-Policy"] = "no-referrer"


class TrailingSlashMiddleware(CommonMiddleware):
    """Django's own, which leads to the address with a slash at its end."""

    response_redirect_class = UncachedRedirect


class AnonymousApiMiddleware:
    """Nobody has an account at the API, whatever cookies the browser sends.

    No session is opened there and no cookie is answered, so no answer varies by cookie. Stands
    before Django's SessionMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Throw the cookies away."""
        if is_anonymous(request):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Say that nobody is logged in, before anybody opens a session to find out."""
        if is_anonymous(request):
            request.user = AnonymousUser()
