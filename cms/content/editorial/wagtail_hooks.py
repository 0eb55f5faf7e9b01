"""Reports, their addresses, and the dashboard."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.permissions import page_permission_policy

from cms.core.menu import PermittedMenuItem

from .admin.broken_links import BrokenLinksView, check_now
from .admin.due_for_review import DueForReviewView, reviewed
from .admin.held_letters import RELEASED, HeldLettersView
from .admin.home_panel import NextStepsPanel
from .admin.my_drafts import MyDraftsView

REPORTS: dict[str, Any] = {
    "due_for_review": DueForReviewView,
    "broken_links": BrokenLinksView,
    "my_drafts": MyDraftsView,
}


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Return the reports' addresses under ``/admin/reports/``."""
    urls = [
        path("broken-links/check/", check_now, name="check_links"),
        path("held-letters/", HeldLettersView.as_view(), name="held_letters"),
        path("due-for-review/<int:page_id>/", reviewed, name="reviewed"),
    ]
    for name, view in REPORTS.items():
        address = name.replace("_", "-")
        results = view.as_view(results_only=True)
        urls.append(path(f"{address}/", view.as_view(), name=name))
        urls.append(path(f"{address}/results/", results, name=f"{name}_results"))
    return [path("reports/", include((urls, "editorial"), namespace="editorial"))]


def _edits_pages(user: Any) -> bool:
    return bool(page_permission_policy.user_has_permission(user, "change"))


@hooks.register("register_reports_menu_item")
def register_due_for_review() -> MenuItem:
    """Return the report's item."""
    return PermittedMenuItem(
        _("Due for review"),
        reverse("editorial:due_for_review"),
        icon_name="calendar-check",
        order=100,
        shown_to=_edits_pages,
    )


@hooks.register("register_reports_menu_item")
def register_broken_links() -> MenuItem:
    """Return the report's item."""
    return PermittedMenuItem(
        _("Broken links"),
        reverse("editorial:broken_links"),
        icon_name="warning",
        order=110,
        shown_to=_edits_pages,
    )


@hooks.register("construct_homepage_panels")
def add_next_steps(request: HttpRequest, panels: list[Any]) -> None:
    """Begin the dashboard with what to do next."""
    panels.append(NextStepsPanel(request))


@hooks.register("insert_global_admin_css")
def own_colours() -> str:
    """Give the admin the colours of the site."""
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("editorial/colours.css")
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Give the log words for the release of held letters."""
    actions.register_action(RELEASED, _("Release letters"), _("Held letters released"))


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the right to release held letters be given to groups."""
    return Permission.objects.filter(content_type__app_label="core", codename="release_letters")
