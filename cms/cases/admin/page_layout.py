"""How a page about cases is put together: Wagtail's header with the way back, and our style."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from cms.cases.models import Case, Message

Crumb = dict[str, str]
ICON: Final = "mail"


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
    """Answer with a page about cases; ``trail`` is the way to it, without the page itself."""
    head = {
        "header_title": title,
        "page_title": title,
        "header_icon": ICON,
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
        "header_buttons": buttons or [],
    }
    return render(request, f"desk/{template}.html", {**head, **context}, status=status)


def home_trail() -> list[Crumb]:
    """Return the way to the list of cases."""
    return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]


def desk_trail() -> list[Crumb]:
    """Return the way to what lies below the list of cases."""
    return [*home_trail(), {"url": reverse("desk:inbox"), "label": _("Cases")}]


def case_trail(case: Case) -> list[Crumb]:
    """Return the way to what lies below a case."""
    url = reverse("desk:case", args=[case.pk])
    return [*desk_trail(), {"url": url, "label": case.reference}]


def ask(
    request: HttpRequest,
    *,
    title: str,
    trail: list[Crumb],
    effects: list[str],
    button: str,
    back: str,
    form: forms.BaseForm | None = None,
    status: int = 200,
    unread: Iterable[Message] = (),
) -> HttpResponse:
    """Answer with what will happen; the button posts to the same address.

    ``unread`` is what the sender has written meanwhile.
    """
    return desk_page(
        request,
        "confirm",
        title=title,
        trail=trail,
        effects=effects,
        button=button,
        back=back,
        form=form,
        status=status,
        unread=unread,
    )
