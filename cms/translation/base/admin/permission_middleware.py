"""One choke point in front of every address that writes translations or translatable snippets."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from cms.core import locales
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain import permissions, review_workflow
from cms.translation.base.domain.errors import TranslationError
from cms.translation.base.domain.states import target_of

from .error_messages import explain
from .snippet_permissions import may_use_snippet_address

LOCALIZE: Final = "wagtail_localize"
OWN: Final = "translation"
ADMIN_API: Final = "wagtailadmin_api"
# Namespaces of the tools of translation: an address of theirs without a check is refused.
TOOLS: Final = frozenset(
    {"board", "gate", "workbench", "releases", "machine_translation", "exchange", "notices"}
)
# (user, the address's arguments) → may they call it. Raises Http404 for what does not exist.
Check = Callable[[Any, dict[str, Any]], bool]


def edits_target(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who may edit in the language of the translation ``translation_id``."""
    translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
    return permissions.may_edit(user, translation.target_locale)


def reads_target(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who may edit the translation, or decides the step of review that it is in."""
    translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
    if permissions.may_edit(user, translation.target_locale):
        return True
    return user.is_active and review_workflow.may_review(target_of(translation), user)


def publishes_target(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who may publish in the language of the translation ``translation_id``."""
    translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
    return permissions.may_publish(user, translation.target_locale)


def _publishes_page(user: Any, kwargs: dict[str, Any]) -> bool:
    return permissions.may_publish(user, get_object_or_404(Page, pk=kwargs["page_id"]).locale)


def _publishes_source(user: Any, kwargs: dict[str, Any]) -> bool:
    source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
    return permissions.may_publish(user, source.locale)


def _publishes_polish(user: Any, _kwargs: dict[str, Any]) -> bool:
    return permissions.may_publish(user, Locale.objects.get(language_code=locales.SOURCE))


def _publishes_revision(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who may publish the source that a revision is of."""
    instance = get_object_or_404(Revision, pk=kwargs["revision_id"]).content_object
    locale = getattr(instance, "locale", None)
    is_source = locale is not None and locale.language_code == locales.SOURCE
    return is_source and permissions.may_publish(user, locale)


def edits_named_target(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who may edit in the language ``locale_code``, unless it is the source's."""
    locale = get_object_or_404(Locale, language_code=kwargs["locale_code"])
    return locale.language_code != locales.SOURCE and permissions.may_edit(user, locale)


def works_anywhere(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let pass who may edit in any language, Polish included: for lists, not for writing."""
    return permissions.writes_anywhere(user)


def translates(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let pass who translates into some language."""
    return permissions.translates(user)


def _nobody(_user: Any, _kwargs: dict[str, Any]) -> bool:
    return False


# Every address of wagtail-localize by name; one that is not listed is refused.
LOCALIZE_CHECKS: Final[dict[str, Check]] = {
    "javascript_catalog": works_anywhere,
    "submit_page_translation": _publishes_page,
    "submit_snippet_translation": _publishes_polish,
    "update_translations": _publishes_source,
    "edit_string_translation": edits_target,
    "edit_override": edits_target,
    # The views of ``cms.translation.files`` answer at these two.
    "download_pofile": edits_target,
    "upload_pofile": edits_target,
    # Asks the machine inside the request and without a budget; cms.translation.machines does it.
    "machine_translate": _nobody,
    "preview_translation": edits_target,
    "stop_translation": publishes_target,
    # An alias would show the source's text under another language's address.
    "convert_to_alias": _nobody,
    "translations_report": works_anywhere,
    "translations_report_results": works_anywhere,
    "snippets_api_listing": works_anywhere,
    "snippets_api_detail": works_anywhere,
}

# The same for the addresses of this application.
OWN_CHECKS: Final[dict[str, Check]] = {
    "work_list": works_anywhere,
    "start": edits_named_target,
    "minor_edits": _publishes_polish,
    "minor_edit": _publishes_revision,
    "undo_minor_edit": _publishes_polish,
}

_checks: Final[dict[str, dict[str, Check]]] = {
    LOCALIZE: dict(LOCALIZE_CHECKS),
    OWN: dict(OWN_CHECKS),
}


def register_checks(namespace: str, checks: Mapping[str, Check]) -> None:
    """Say who may call the addresses of ``namespace``: ``{url_name: check}``.

    Call it from the app's ``wagtail_hooks``, beside ``register_admin_urls``. An address of a
    namespace in ``TOOLS``, or of one given here, that has no check answers 403 to everybody. A
    check sees who asks and the address's arguments, not what is sent: a view that takes a language
    or pages from a form asks ``cms.translation.base.domain.permissions`` for each of them as well.
    tests/translation/base/test_address_permissions.py wants a line for each address.

    Raises ValueError for an address that already has a check.
    """
    known = _checks.setdefault(namespace, {})
    if doubled := known.keys() & checks.keys():
        message = f"{namespace} has a check for {', '.join(sorted(doubled))}"
        raise ValueError(message)
    known.update(checks)


class TranslationPermissionMiddleware:
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
        return None


def _is_allowed(request: HttpRequest, match: ResolverMatch) -> bool:
    for namespace in match.namespaces:
        if namespace in TOOLS or namespace in _checks:
            check = _checks.get(namespace, {}).get(match.url_name or "", _nobody)
            return check(request.user, match.kwargs)
    return may_use_snippet_address(request, match)


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    if _is_for_a_program(request):
        return JsonResponse({"message": text}, status=409)
    messages.error(request, text)
    return redirect(_page_before(request))


def _is_for_a_program(request: HttpRequest) -> bool:
    """Tell whether a script asks, or the admin's API is asked: nobody would see a message there."""
    match = request.resolver_match
    wants_json = "application/json" in request.headers.get("Accept", "")
    return wants_json or (match is not None and ADMIN_API in match.namespaces)


def _page_before(request: HttpRequest) -> str:
    """Return where the editor came from: many addresses answer to POST only."""
    here = {request.get_host()}
    for url in (get_valid_next_url_from_request(request), request.headers.get("Referer", "")):
        if url and url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure()):
            return str(url)
    return reverse("wagtailadmin_home")
