"""Where organisers find their desk: in the menu, and from the editor of an activity."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.core import locales
from cms.core.menu import PermittedMenuItem
from cms.users.models import User

from .admin import urls
from .admin.deletion_guard import refuse_deletion
from .admin.groups_panel import GroupsPanel
from .admin.notification_preferences import DeliveryPanel
from .domain.permissions import may_view
from .models import ActivityPage

# Here, because models know nothing of the admin; the editor is built when it is first opened.
ActivityPage.edit_handler.children.insert(
    1, ObjectList([GroupsPanel()], heading=_("Groups and dates"))
)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Return the addresses of the desk."""
    desk = include((urls.urlpatterns, "events"), namespace="events")
    return [path("activities/", desk)]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Return the item of the menu."""
    return PermittedMenuItem(
        _("Activities"),
        reverse("events:desk"),
        name="activities",
        icon_name="date",
        order=170,
        shown_to=may_view,
    )


@hooks.register("register_account_settings_panel")
def register_delivery(request: HttpRequest, user: User, profile: UserProfile) -> DeliveryPanel:
    """Ask organisers when they want to be told what happens to places."""
    return DeliveryPanel(request, user, profile)


@hooks.register("register_page_header_buttons")
def register_buttons(page: Page, user: User, **_kwargs: object) -> Iterator[Button]:
    """Lead from an activity to its groups."""
    is_source = page.locale.language_code == locales.SOURCE
    if is_source and may_view(user) and isinstance(page.specific_deferred, ActivityPage):
        url = reverse("events:activity", args=[page.pk])
        yield Button(_("Groups and dates"), url, icon_name="date", priority=70)


@hooks.register("before_delete_page")
def keep_activity(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep an activity that has groups, and what is above it."""
    return refuse_deletion(request, [page])


@hooks.register("before_bulk_action")
def keep_activities(
    request: HttpRequest, action_type: str, objects: list[Any], _action: object
) -> HttpResponse | None:
    """Keep them too when several pages are deleted at once."""
    pages = [each for each in objects if isinstance(each, Page)]
    return refuse_deletion(request, pages) if action_type == "delete" else None


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the rights be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="events",
        codename__regex="_(registration|group|series|occurrence|externalcalendar)$",
    )
