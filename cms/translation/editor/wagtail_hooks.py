"""Addresses of the working view, who may call them, and the way there from Wagtail's editor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from wagtail import hooks

from cms.core import locales
from cms.translation.base.admin.permission_middleware import (
    edits_target,
    reads_target,
    register_checks,
)
from cms.translation.base.domain import permissions
from cms.translation.base.domain.states import translation_of

from .admin.ajax_views import CheckView, HelpView, StatusView
from .admin.bulk_actions import ManyView
from .admin.editor_view import UPSTREAM, EditorView
from .admin.overrides import save_override
from .admin.preview import preview
from .admin.segments import SegmentView
from .admin.upstream_strings import edit_string
from .domain.dictionary_preload import warm

register_checks(
    "workbench",
    {
        "edit": reads_target,
        "segment": edits_target,
        "help": edits_target,
        "check": edits_target,
        "many": edits_target,
        "status": reads_target,
        "preview": reads_target,
        "override": edits_target,
        "upstream_string": edits_target,
    },
)


@hooks.register("register_admin_urls", order=-10)
def register_admin_urls() -> list[Any]:
    """Add the page and what its script asks for; stand before wagtail-localize's for one text."""
    segment = "<int:translation_id>/segments/<int:segment_id>/"
    urls = [
        path("<int:translation_id>/", EditorView.as_view(), name="edit"),
        path("<int:translation_id>/status/", StatusView.as_view(), name="status"),
        path("<int:translation_id>/many/", ManyView.as_view(), name="many"),
        path("<int:translation_id>/preview/", preview, name="preview"),
        path(segment, SegmentView.as_view(), name="segment"),
        path(f"{segment}help/", HelpView.as_view(), name="help"),
        path(f"{segment}check/", CheckView.as_view(), name="check"),
        path("<int:translation_id>/overrides/<int:segment_id>/", save_override, name="override"),
    ]
    upstream = "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/"
    work = path("translations/work/", include(urls))
    ours: list[Any] = [work, path(upstream, edit_string, name="upstream_string")]
    return [path("", include((ours, "workbench"), namespace="workbench"))]


# After the messages of reviews, before wagtail-localize shows its editor.
@hooks.register("before_edit_page", order=-3)
def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead who opens a translated page to the working view."""
    return _lead_here(request, page)


@hooks.register("before_edit_snippet", order=-3)
def before_edit_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Lead who opens a translated snippet to the working view."""
    return _lead_here(request, instance) if hasattr(instance, "translation_key") else None


def _lead_here(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Lead to the working view; who only decides a step of the review finds no fields elsewhere."""
    translation = translation_of(instance) if request.method == "GET" else None
    if request.GET.get("editor") == UPSTREAM and permissions.may_edit(
        request.user, instance.locale
    ):
        return None
    return redirect("workbench:edit", translation.pk) if translation else None


@hooks.register("construct_main_menu")
def warm_dictionaries(request: HttpRequest, _menu_items: list[Any]) -> None:
    """Read the dictionaries on whichever page of the admin a translator comes to first."""
    if settings.WARM_DICTIONARIES:
        mine = [locale.language_code for locale in permissions.target_locales(request.user)]
        warm([locales.SOURCE, *mine] if mine else [])
