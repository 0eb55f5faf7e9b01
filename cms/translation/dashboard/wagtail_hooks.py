"""Addresses of the dashboard, who may call them, and its place in the menu."""

from typing import Any

from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menu import PermittedMenuItem
from cms.translation.base.admin.permission_middleware import (
    edits_named_target,
    register_checks,
    works_anywhere,
)
from cms.translation.base.domain import permissions

from .admin.bulk_assignment import assign
from .admin.coverage import CoverageView
from .admin.export import export
from .admin.matrix import DashboardView
from .admin.permissions import assigns_anywhere
from .admin.translation_start import start

register_checks(
    "board",
    {
        "index": works_anywhere,
        "coverage": works_anywhere,
        "export": works_anywhere,
        "assign": assigns_anywhere,
        "start": edits_named_target,
    },
)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the matrix, its files, the chart, and the two addresses that write."""
    urls = [
        path("", DashboardView.as_view(), name="index"),
        path("coverage/", CoverageView.as_view(), name="coverage"),
        path("assign/", assign, name="assign"),
        path("start/<uuid:key>/<slug:locale_code>/", start, name="start"),
        re_path(r"^export\.(?P<file_format>csv|xlsx)$", export, name="export"),
    ]
    return [path("translations/board/", include((urls, "board"), namespace="board"))]


@hooks.register("register_admin_menu_item")
def register_board() -> MenuItem:
    """Put the dashboard beside the list of one's own work."""
    return PermittedMenuItem(
        _("Translation board"),
        reverse("board:index"),
        icon_name="table",
        order=151,
        shown_to=permissions.writes_anywhere,
    )
