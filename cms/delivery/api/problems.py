"""Errors as RFC 9457 problem documents, in the language that the client asks for."""

import logging
import math
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import DatabaseError, DataError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework import exceptions
from wagtail.api.v2.utils import BadRequestError
from wagtail.search.backends.base import FieldError, FilterError

from cms.core import content_version

logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final[Mapping[int, Promise | str]] = {
    400: _("Bad request"),
    403: _("Forbidden"),
    404: _("Not found"),
    405: _("Method not allowed"),
    406: _("Not acceptable"),
    409: _("Not possible now"),
    410: _("Not known any more"),
    413: _("Too large"),
    415: _("Unsupported media type"),
    422: _("Contradicts what was sent before"),
    429: _("Too many requests"),
    500: _("Internal error"),
    503: _("Service unavailable"),
}
DETAILS: Final[Mapping[int, Promise | str]] = {
    400: _("A part of the request is not valid."),
    403: _("You may not do this."),
    404: _("There is no such page."),
    405: _("This address does not offer that method."),
    406: _("This address answers in JSON only."),
    409: _("Things have changed meanwhile. Please look again."),
    413: _("The request is too large."),
    415: _("This address does not read that kind of content."),
    422: _("Something else was sent before with the same Idempotency-Key."),
    429: _("There were too many requests. Please wait a little."),
    500: _("Something went wrong on our side. We have been told."),
    503: _("The service is busy or being restarted. Please try again in a moment."),
}
RETRY_SECONDS: Final = 5
_NOT_WITH_SEARCH: Final = _("A search cannot be combined with one of the other parameters.")

Errors = Mapping[str, list[Any]]


def _fill(text: Any, values: Mapping[str, object]) -> str:  # noqa: ANN401  Lazy texts of all kinds.
    return str(text % values)


# A lazy text with its values: translated where it is read, not where it is written.
filled = lazy(_fill, str)


class InvalidParametersError(Exception):
    """Query parameters that are not valid: name → what is wrong with it."""

    def __init__(self, errors: Mapping[str, Promise | str]) -> None:
        super().__init__(errors)
        self.errors: Errors = {name: [text] for name, text in errors.items()}


def problem(
    request: HttpRequest,
    status: int,
    *,
    detail: object = None,
    errors: Errors | None = None,
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a problem document; texts that are lazy are translated here.

    ``members`` are extension members of this problem, see RFC 9457.
    """
    language = language_of(request)
    with translation.override(language):
        content: dict[str, Any] = {
            "type": "about:blank",
            "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
            "status": status,
            "detail": str(detail or DETAILS.get(status) or ""),
        }
        content |= members or {}
        if errors:
            content["errors"] = {
                name: [str(text) for text in texts] for name, texts in errors.items()
            }
        content["message"] = _message(content)
    response = HttpResponse(orjson.dumps(content), status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    with suppress(DatabaseError, InterfaceError):
        response.headers["X-Content-Version"] = str(content_version.current())
    return response


def _message(content: Mapping[str, Any]) -> str:
    """Return what is wrong in one text: the member that clients of Wagtail's API read."""
    errors: Errors = content.get("errors", {})
    said = [f"{name}: {' '.join(texts)}" for name, texts in errors.items()]
    return "; ".join(said) or str(content["detail"])


def language_of(request: HttpRequest) -> str:
    """Return the language of ``Accept-Language`` that we speak best; no cookie has a say."""
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(LookupError):
            return translation.get_supported_language_variant(code)
    return translation.get_supported_language_variant("en")


def exception_handler(exception: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Return the problem for an exception of a view: REST framework's ``EXCEPTION_HANDLER``."""
    request = context["request"]
    if isinstance(exception, exceptions.APIException):
        return _framework_problem(request, exception)
    if isinstance(exception, InvalidParametersError):
        return problem(request, 400, errors=exception.errors)
    if isinstance(exception, (FieldError, FilterError)):
        return problem(request, 400, errors={"search": [_NOT_WITH_SEARCH]})
    status = next((status for kind, status in _STATUS.items() if isinstance(exception, kind)), None)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        logger.error("The database refused a read.", exc_info=exception)
    return None if status is None else problem(request, status)


# The first kind that fits. A DataError is a value that the database has no room for.
_STATUS: Final[Mapping[type[Exception], int]] = {
    Http404: 404,
    PermissionDenied: 403,
    BadRequestError: 400,
    SuspiciousOperation: 400,
    ValidationError: 400,
    DataError: 400,
    DatabaseError: 503,
    InterfaceError: 503,
}


def _framework_problem(request: HttpRequest, exception: exceptions.APIException) -> HttpResponse:
    wait = getattr(exception, "wait", None)
    if wait:
        headers = {"Retry-After": str(math.ceil(wait))}
        return problem(request, exception.status_code, detail=_patience(wait), headers=headers)
    detail: Any = exception.detail
    errors = (
        {str(name): _texts(said) for name, said in detail.items()}
        if isinstance(detail, dict)
        else None
    )
    return problem(request, exception.status_code, errors=errors)


def _patience(seconds: float) -> object:
    """Return how long somebody has to wait, and the phone instead, where there is one."""
    minutes, phone = int(seconds // 60) + 1, settings.CONTACT_PHONE
    if phone:
        words = ngettext_lazy(
            "Too much was sent from your address. Please try again in %(minutes)d minute, or call"
            " us: %(phone)s.",
            "Too much was sent from your address. Please try again in %(minutes)d minutes, or call"
            " us: %(phone)s.",
            "minutes",
        )
        return filled(words, {"minutes": minutes, "phone": phone})
    words = ngettext_lazy(
        "Too much was sent from your address. Please try again in %(minutes)d minute.",
        "Too much was sent from your address. Please try again in %(minutes)d minutes.",
        "minutes",
    )
    return filled(words, {"minutes": minutes})


def _texts(said: object) -> list[object]:
    """Return what is wrong with a field; of a list or an object, with any of its parts, once."""
    if isinstance(said, (dict, list)):
        parts = said.values() if isinstance(said, dict) else said
        return list(dict.fromkeys(text for part in parts for text in _texts(part)))
    return [said]
