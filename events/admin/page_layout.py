"""How a page for organisers is put together: Wagtail's header with the way back, and our style."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from events.models import ActivityPage, Group

Crumb = dict[str, str]
ICON: Final = "date"


def desk_page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    trail: list[Crumb],
    buttons: list[Button] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Answer with a page for organisers; ``trail`` is the way to it, without the page itself."""
    head = {
        "header_title": title,
        "page_title": title,
        "header_icon": ICON,
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
        "header_buttons": buttons or [],
    }
    return render(request, f"events/desk/{template}.html", {**head, **context}, status=status)


def home_trail() -> list[Crumb]:
    """Return the way to the desk."""
    return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]


def desk_trail() -> list[Crumb]:
    """Return the way to what lies below the desk."""
    return [*home_trail(), {"url": reverse("events:desk"), "label": _("Activities")}]


def activity_trail(page: ActivityPage) -> list[Crumb]:
    """Return the way to what lies below an activity."""
    url = reverse("events:activity", args=[page.pk])
    return [*desk_trail(), {"url": url, "label": page.get_admin_display_title()}]


def group_trail(group: Group) -> list[Crumb]:
    """Return the way to what lies below a group."""
    url = reverse("events:group", args=[group.pk])
    return [*activity_trail(group.activity), {"url": url, "label": group.name}]
