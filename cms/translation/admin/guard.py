"""One choke point in front of every address that writes translations or translatable snippets."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.core import locales
from cms.core.publication_gate import PublicationRefusedError
from cms.translation.domain import rights
from cms.translation.domain.errors import TranslationError

from .refusals import explain
from .snippet_rights import may_use_snippet_address

LOCALIZE: Final = "wagtail_localize"
OWN: Final = "translation"
UPLOAD: Final = "upload_pofile"
Check = Callable[[Any, dict[str, Any]], bool]

# What wagtail-localize raises for a missing, empty or foreign file, or one without a header.
_BAD_FILE: Final = (LookupError, ValueError, OSError)


def _edits_target(user: Any, kwargs: dict[str, Any]) -> bool:
    translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
    return rights.may_edit(user, translation.target_locale)


def _publishes_target(user: Any, kwargs: dict[str, Any]) -> bool:
    translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
    return rights.may_publish(user, translation.target_locale)


def _publishes_page(user: Any, kwargs: dict[str, Any]) -> bool:
    return rights.may_publish(user, get_object_or_404(Page, pk=kwargs["page_id"]).locale)


def _publishes_source(user: Any, kwargs: dict[str, Any]) -> bool:
    source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
    return rights.may_publish(user, source.locale)


def _publishes_polish(user: Any, _kwargs: dict[str, Any]) -> bool:
    return rights.may_publish(user, Locale.objects.get(language_code=locales.SOURCE))


def _edits_named_target(user: Any, kwargs: dict[str, Any]) -> bool:
    locale = get_object_or_404(Locale, language_code=kwargs["locale_code"])
    return locale.language_code != locales.SOURCE and rights.may_edit(user, locale)


def _works_anywhere(user: Any, _kwargs: dict[str, Any]) -> bool:
    return bool(rights.editable_locales(user))


def _nobody(_user: Any, _kwargs: dict[str, Any]) -> bool:
    return False


# Every address of wagtail-localize by name; one that is not listed is refused.
LOCALIZE_CHECKS: Final[dict[str, Check]] = {
    "javascript_catalog": _works_anywhere,
    "submit_page_translation": _publishes_page,
    "submit_snippet_translation": _publishes_polish,
    "update_translations": _publishes_source,
    "edit_string_translation": _edits_target,
    "edit_override": _edits_target,
    "download_pofile": _edits_target,
    UPLOAD: _edits_target,
    "machine_translate": _edits_target,
    "preview_translation": _edits_target,
    "stop_translation": _publishes_target,
    # An alias would show the source's text under another language's address.
    "convert_to_alias": _nobody,
    "translations_report": _works_anywhere,
    "translations_report_results": _works_anywhere,
    "snippets_api_listing": _works_anywhere,
    "snippets_api_detail": _works_anywhere,
}

# The same for the addresses of this application.
OWN_CHECKS: Final[dict[str, Check]] = {
    "work_list": _works_anywhere,
    "start": _edits_named_target,
}


class TranslationRightsMiddleware:
    """Refuses with 403 what the user may not do in a language, before any view runs.

    Refusals of the domain become a message on the page the editor came from.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done in the two hooks below."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Raise PermissionDenied for an address that is not the user's to call."""
        match = request.resolver_match
        if match is not None and request.user.is_authenticated and not _is_allowed(request, match):
            raise PermissionDenied
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal of the domain: JSON for scripts, a message for people."""
        match = request.resolver_match
        if isinstance(error, TranslationError):
            return _refuse(request, explain(error))
        if isinstance(error, PublicationRefusedError):
            return _refuse(request, str(error.message))
        if match is None or LOCALIZE not in match.namespaces:
            return None
        if isinstance(error, ValidationError):
            return JsonResponse({"message": " ".join(error.messages)}, status=400)
        if isinstance(error, _BAD_FILE) and match.url_name == UPLOAD:
            return _refuse(request, _("This is not a PO file of this translation."))
        return None


def _is_allowed(request: HttpRequest, match: ResolverMatch) -> bool:
    for namespace, checks in ((LOCALIZE, LOCALIZE_CHECKS), (OWN, OWN_CHECKS)):
        if namespace in match.namespaces:
            return checks.get(match.url_name or "", _nobody)(request.user, match.kwargs)
    return may_use_snippet_address(request, match)


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": text}, status=409)
    messages.error(request, text)
    return redirect(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    """Return where the editor came from: many addresses answer to POST only."""
    here = {request.get_host()}
    for url in (get_valid_next_url_from_request(request), request.headers.get("Referer", "")):
        if url and url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure()):
            return str(url)
    return reverse("wagtailadmin_home")
