"""One choke point in front of every address that writes translations or translatable snippets."""

from collections.abc import Callable
from typing import Any, Final

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from cms.core import locales
from cms.translation.domain import rights
from cms.translation.domain.errors import TranslationError

from .refusals import explain

LOCALIZE: Final = "wagtail_localize"
SNIPPETS: Final = "wagtailsnippets_"
Check = Callable[[Any, dict[str, Any]], bool]

# Views of snippets that show nothing but what the listing shows anyway.
_SNIPPET_READS: Final = frozenset(
    {"list", "list_results", "index", "index_results", "chosen", "chosen_multiple", "choose"}
)


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
    "upload_pofile": _edits_target,
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
        if isinstance(error, ValidationError) and match and LOCALIZE in match.namespaces:
            return JsonResponse({"message": _("This value is not allowed here.")}, status=400)
        return None


def _is_allowed(request: HttpRequest, match: ResolverMatch) -> bool:
    if LOCALIZE in match.namespaces:
        return LOCALIZE_CHECKS.get(match.url_name or "", _nobody)(request.user, match.kwargs)
    namespace = match.namespaces[0] if match.namespaces else ""
    if not namespace.startswith(SNIPPETS) or match.url_name in _SNIPPET_READS:
        return True
    model = _snippet_model(namespace)
    if model is None or not issubclass(model, TranslatableMixin):
        return True
    return rights.may_edit(request.user, _snippet_locale(request, match, model))


def _snippet_model(namespace: str) -> Any:
    label, _underscore, name = namespace.removeprefix(SNIPPETS).rpartition("_")
    try:
        return apps.get_model(label, name)
    except LookupError:
        return None


def _snippet_locale(request: HttpRequest, match: ResolverMatch, model: Any) -> Locale:
    """Return the locale of the snippet that is opened, or of the one to be added."""
    if "pk" in match.kwargs:
        locale: Locale = get_object_or_404(model, pk=match.kwargs["pk"]).locale
        return locale
    code = request.GET.get("locale") or locales.SOURCE
    return get_object_or_404(Locale, language_code=code)


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": text}, status=409)
    messages.error(request, text)
    if request.method == "POST":
        return redirect(request.get_full_path())
    return redirect("wagtailadmin_home")
