"""Addresses of machine translation, who may call them, and its place in menus."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menu import PermittedMenuItem
from cms.translation.base.admin.permission_middleware import (
    edits_target,
    register_checks,
    translates,
)
from cms.translation.base.domain import permissions

from .admin.machine_choices import choose
from .admin.overview import ASK_AGAIN, OverviewView, ask_again
from .admin.permissions import chooses, may_choose
from .admin.run import run
from .admin.suggest import suggest

register_checks(
    "machine_translation",
    {
        "index": translates,
        "run": translates,
        "ask_again": translates,
        "settings": chooses,
        "suggest": edits_target,
    },
)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the overview, the start of a run, “ask again”, the settings and one segment's answer."""
    urls = [
        path("", OverviewView.as_view(), name="index"),
        path("run/", run, name="run"),
        path("ask-again/", ask_again, name="ask_again"),
        path("settings/", choose, name="settings"),
        path("suggest/<int:translation_id>/<int:segment_id>/", suggest, name="suggest"),
    ]
    namespaced = include((urls, "machine_translation"), namespace="machine_translation")
    return [path("translations/machines/", namespaced)]


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """Add the icon of machines."""
    return [*icons, "machine_translation/robot.svg"]


@hooks.register("register_reports_menu_item")
def register_overview() -> MenuItem:
    """Put the overview among the reports."""
    return PermittedMenuItem(
        _("Machine translation"),
        reverse("machine_translation:index"),
        name="machine-translation",
        icon_name="robot",
        order=120,
        shown_to=permissions.translates,
    )


@hooks.register("register_settings_menu_item")
def register_settings() -> MenuItem:
    """Put machines and budgets among the settings."""
    return PermittedMenuItem(
        _("Machine translation"),
        reverse("machine_translation:settings"),
        name="machine-translation-settings",
        icon_name="robot",
        order=620,
        shown_to=may_choose,
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the right to choose machines be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="machine_translation", codename="change_machinechoice"
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Give the log words for “ask again”."""
    actions.register_action(
        ASK_AGAIN, _("Ask the machine again"), _("Texts may be asked again of the machine")
    )
