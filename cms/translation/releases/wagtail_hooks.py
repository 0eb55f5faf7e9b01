"""Addresses, the menu item and the buttons of the page editor."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Locale, Page

from cms.core import locales
from cms.core.menu import PermittedMenuItem
from cms.translation.base.admin.permission_middleware import (
    edits_named_target,
    register_checks,
    works_anywhere,
)
from cms.translation.base.domain import permissions

from .admin import (
    bulk_submission,
    draft_texts,
    page_warnings,
    publish_all_languages,
    release_actions,
    release_changes,
    releases,
    urgent,
)
from .domain.bulk_submission import submittable_locales


def _publishes_source(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let pass who may publish in Polish; the views ask for each page as well."""
    return permissions.may_publish(user, Locale.objects.get(language_code=locales.SOURCE))


def _submits_anywhere(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let pass who may submit to some language; the view asks for each."""
    return bool(submittable_locales(user))


register_checks(
    "releases",
    {
        "submit": _submits_anywhere,
        "index": works_anywhere,
        "add": _publishes_source,
        "detail": works_anywhere,
        "prepare": _publishes_source,
        "texts": edits_named_target,
        "cancel": _publishes_source,
        "change": _publishes_source,
        "undo": _publishes_source,
        "run_now": _publishes_source,
        "urgent": _publishes_source,
        "catch_up": _publishes_source,
    },
)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the addresses of releases and submission."""
    urls = [
        path("", releases.ReleaseListView.as_view(), name="index"),
        path("submit/", bulk_submission.submit, name="submit"),
        path("add/", releases.AddView.as_view(), name="add"),
        path("<int:release_id>/", releases.DetailView.as_view(), name="detail"),
        path("<int:release_id>/cancel/", release_actions.cancel, name="cancel"),
        path("<int:release_id>/change/", release_changes.ChangeView.as_view(), name="change"),
        path("<int:release_id>/undo/", release_actions.undo, name="undo"),
        path("<int:release_id>/texts/<slug:locale_code>/", draft_texts.texts, name="texts"),
        path("<int:release_id>/prepare/", release_actions.prepare, name="prepare"),
        path("<int:release_id>/now/", release_actions.run_now, name="run_now"),
        path("urgent/<int:page_id>/", urgent.urgent, name="urgent"),
        path("languages/<int:page_id>/", publish_all_languages.catch_up, name="catch_up"),
    ]
    return [
        path("translations/releases/", include((urls, "releases"), namespace="releases")),
    ]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the releases below the work on translations."""
    return PermittedMenuItem(
        _("Releases"),
        reverse("releases:index"),
        name="releases",
        icon_name="upload",
        order=160,
        shown_to=permissions.writes_anywhere,
    )


@hooks.register("register_page_header_buttons")
def register_buttons(page: Any, user: Any, **_kwargs: Any) -> Iterator[Button]:
    """Offer “release together” and “urgent” on the source pages of those who publish them."""
    if page.locale.language_code != locales.SOURCE or page.depth == 1:
        return
    if page.permissions_for_user(user).can_publish():
        yield Button(
            _("Release with translations"),
            f"{reverse('releases:add')}?page={page.pk}",
            icon_name="upload",
            priority=80,
        )
        yield Button(
            _("Publish urgently"),
            reverse("releases:urgent", args=[page.pk]),
            icon_name="warning",
            priority=90,
        )


@hooks.register("before_edit_page", order=-20)
def mention_release(request: HttpRequest, page: Any) -> None:
    """Say at the top of the editor that the page is in a release."""
    if request.method == "GET":
        page_warnings.mention(request, page)


@hooks.register("after_publish_page")
@hooks.register("after_unpublish_page")
def warn_of_release(request: HttpRequest, page: Any) -> None:
    """Say after a publication, or its end, that a release waits for something else."""
    page_warnings.warn(request, [page])


@hooks.register("after_bulk_action")
def warn_of_releases(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> None:
    """Say it after the same for many pages."""
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type in {"publish", "unpublish"}:
        page_warnings.warn(request, pages)
    if action_type == "publish":
        publish_all_languages.offer(request, pages)


@hooks.register("after_publish_page")
def offer_languages(request: HttpRequest, page: Any) -> None:
    """Offer to publish the languages that are ready as well, and say why others wait."""
    publish_all_languages.offer(request, [page])


@hooks.register("after_edit_page")
def offer_languages_after_review(request: HttpRequest, page: Any) -> None:
    """The same where the last step of a review has published the page."""
    if request.POST.get("action-workflow-action"):
        publish_all_languages.offer(request, [page])
