"""The inbox in Wagtail's admin: addresses, menu item and rights."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menu import PermittedMenuItem
from cms.users.models import AnyUser

from .admin.inbox import InboxView, set_state
from .domain.permissions import VIEW


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Return the inbox's addresses under ``/admin/reports/``."""
    urls = [
        path("", InboxView.as_view(), name="inbox"),
        path("results/", InboxView.as_view(results_only=True), name="inbox_results"),
        re_path(r"^(?P<pk>[0-9]{1,18})/(?P<state>new|handled)/$", set_state, name="set_state"),
    ]
    return [path("reports/feedback/", include((urls, "feedback"), namespace="feedback"))]


def _may_read(user: AnyUser) -> bool:
    return user.has_perm(VIEW)


@hooks.register("register_reports_menu_item")
def register_inbox() -> MenuItem:
    """Return the inbox's item of the Reports menu."""
    return PermittedMenuItem(
        _("What readers say"),
        reverse("feedback:inbox"),
        icon_name="comment",
        order=90,
        shown_to=_may_read,
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the rights be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="feedback",
        codename__in=["view_pagefeedback", "change_pagefeedback"],
    )
