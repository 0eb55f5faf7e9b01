"""What Django answers when no view did: problem documents below ``/api/``, pages elsewhere."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from cms.core.middleware import UncachedRedirect

from .problems import problem

PREFIX: Final = "/api/"


def is_api(request: HttpRequest) -> bool:
    """Tell whether the request is for the API."""
    return request.path.startswith(PREFIX)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return problem(request, 400) if is_api(request) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if is_api(request):
        return problem(request, 403)
    return defaults.permission_denied(request, exception)


@csrf_exempt  # As every address of the API: no cookie says there who somebody is.
def unknown_address(request: HttpRequest) -> HttpResponse:
    """Answer 404 below ``/api``, also where Django would show a developer its list of routes.

    An address that only lacks its last slash leads to the one that has it.
    """
    if resolve(f"{request.path_info}/").func is not unknown_address:
        return UncachedRedirect(request.get_full_path(force_append_slash=True))
    return problem(request, 404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return problem(request, 404) if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return problem(request, 500) if is_api(request) else defaults.server_error(request)
