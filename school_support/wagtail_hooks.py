"""Where editors find the kinds of support, and coordinators the register and the numbers."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .admin import urls
from .models import SupportKind


class SupportKindViewSet(SnippetViewSet):
    """What schools may ask for."""

    model = SupportKind
    icon = "list-ul"
    list_display = ["name", "order", "locale", "live"]
    search_fields = ["name"]
    add_to_admin_menu = True
    menu_label = _("Kinds of support")
    menu_order = 256


register_snippet(SupportKindViewSet)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Return the addresses of the register and the numbers."""
    own = include((urls.urlpatterns, "school_support"), namespace="school_support")
    return [path("school-support/", own)]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the right be given to groups."""
    return Permission.objects.filter(
        content_type__app_label="school_support", codename="handle_requests"
    )
