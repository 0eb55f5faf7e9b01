"""What the admin answers to a refusal or a fault: a page in the language of whoever reads it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from cms.delivery.api import error_handlers

from .session_expiry import ADMIN, language_of


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if not _is_for_an_editor(request):
        return error_handlers.forbidden(request, exception)
    with translation.override(language_of(request)):
        text = _(
            "Your account has no right to it. Whoever looks after the accounts can give you one."
        )
        context = {"title": _("You may not open this"), "text": text}
        answer = render(request, "editorial/error_page.html", context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(answer)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in the browser's language, without the database: that may be what is away."""
    if not _is_for_an_editor(request):
        return error_handlers.server_error(request)
    with translation.override(translation.get_language_from_request(request)):
        return render(None, "editorial/server_error.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _is_for_an_editor(request: HttpRequest) -> bool:
    return request.path.startswith(ADMIN) and "text/html" in request.headers.get("Accept", "")
