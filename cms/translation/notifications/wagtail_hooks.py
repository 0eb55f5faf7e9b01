"""The list of one's notifications, its place in the menu, and the panel of preferences."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menu import PermittedMenuItem
from cms.translation.base.admin.permission_middleware import register_checks
from cms.translation.base.domain import permissions
from cms.users.models import User

from .admin.notification_list import NotificationsView, has_account
from .admin.preferences import PreferencesPanel

register_checks("notices", {"index": has_account})


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the list."""
    urls = [path("", NotificationsView.as_view(), name="index")]
    return [path("notices/", include((urls, "notices"), namespace="notices"))]


@hooks.register("register_account_settings_panel")
def register_preferences(request: HttpRequest, user: User, profile: Any) -> PreferencesPanel:
    """Ask how somebody wants to be told."""
    return PreferencesPanel(request, user, profile)


@hooks.register("register_admin_menu_item")
def register_notices() -> MenuItem:
    """Put the list beside the dashboard."""
    return PermittedMenuItem(
        _("What happened"),
        reverse("notices:index"),
        icon_name="mail",
        order=152,
        shown_to=permissions.writes_anywhere,
    )
