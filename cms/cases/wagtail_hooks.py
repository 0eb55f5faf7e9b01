"""Where people find their desk."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menu import PermittedMenuItem

from .admin import urls
from .admin.permissions import may_manage_personal_data
from .domain.permissions import may_handle


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Return the addresses of cases."""
    return [path("cases/", include((urls.urlpatterns, "desk"), namespace="desk"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Return the item of the menu."""
    return PermittedMenuItem(
        _("Cases"),
        reverse("desk:inbox"),
        name="cases",
        icon_name="mail",
        order=160,
        shown_to=may_handle,
    )


@hooks.register("register_settings_menu_item")
def register_person_data_item() -> MenuItem:
    """Return the item that leads to the data of a person."""
    return PermittedMenuItem(
        _("Data of a person"),
        reverse("desk:person_data"),
        name="person-data",
        icon_name="user",
        order=900,
        shown_to=may_manage_personal_data,
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the rights be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="desk", codename__in=("manage_remits", "manage_personal_data")
    )
