"""Snippets by language: Wagtail's rights on a model know no locale."""

from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch
from wagtail.models import Locale, Page, TranslatableMixin

from cms.core import locales
from cms.translation.base.domain import permissions

# Namespaces of a snippet's views and of its chooser.
CHOOSERS: Final = "wagtailsnippetchoosers_"
PREFIXES: Final = ("wagtailsnippets_", CHOOSERS)
BULK_ACTION: Final = "wagtail_bulk_action"

# Views that show nothing but what the listing shows anyway.
_READS: Final = frozenset(
    {
        "list",
        "list_results",
        "index",
        "index_results",
        "choose",
        "choose_results",
        "chosen",
        "chosen_multiple",
    }
)


def may_use_snippet_address(request: HttpRequest, match: ResolverMatch) -> bool:
    """Tell whether the user may write in the languages of all snippets that are addressed.

    True for every address that has nothing to do with translatable snippets. Choosers make none:
    they have no form for it, and Wagtail's address for it breaks.
    """
    if match.url_name == "create" and any(each.startswith(CHOOSERS) for each in match.namespaces):
        return False
    return all(permissions.may_edit(request.user, locale) for locale in _locales(request, match))


def _locales(request: HttpRequest, match: ResolverMatch) -> Iterable[Locale]:
    if match.url_name == BULK_ACTION:
        model = _translatable(match.kwargs["app_label"], match.kwargs["model_name"])
        return [] if model is None else _locales_of_chosen(request, model)
    namespace = match.namespaces[0] if match.namespaces else ""
    if not namespace.startswith(PREFIXES) or match.url_name in _READS:
        return []
    _prefix, _underscore, rest = namespace.partition("_")
    label, _underscore, name = rest.rpartition("_")
    model = _translatable(label, name)
    return [] if model is None else [_locale(request, match, model)]


def _translatable(app_label: str, model_name: str) -> Any:
    """Return the model if it is a translatable snippet, else None."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return None
    is_snippet = issubclass(model, TranslatableMixin) and not issubclass(model, Page)
    return model if is_snippet else None


def _locale(request: HttpRequest, match: ResolverMatch, model: Any) -> Locale:
    """Return the locale of the snippet that is opened, or of the one to be added."""
    if "pk" in match.kwargs:
        locale: Locale = get_object_or_404(model, pk=match.kwargs["pk"]).locale
        return locale
    code = request.GET.get("locale") or locales.SOURCE
    return get_object_or_404(Locale, language_code=code)


def _locales_of_chosen(request: HttpRequest, model: Any) -> Iterable[Locale]:
    """Return the locales of the snippets that a bulk action is about; ``all`` means every one."""
    ids = request.GET.getlist("id")
    chosen = model.objects.all()
    if "all" not in ids:
        chosen = chosen.filter(pk__in=[pk for pk in ids if pk.isdecimal()])
    found: Iterable[Locale] = Locale.objects.filter(pk__in=chosen.values("locale"))
    return found
