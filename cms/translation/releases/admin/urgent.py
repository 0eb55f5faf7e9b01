"""“Publish urgently”: says what will happen, then does it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.core import locales
from cms.core.publication import page_version_tokens
from cms.core.publication.page_actions import refuse_locked
from cms.translation.base.domain.version_tokens import page_mark
from cms.translation.releases.domain.urgent import publish_urgently


@require_http_methods(["GET", "POST"])
@transaction.atomic
def urgent(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, and publish the page's newest text when it is sent; 409 where that is another by now.

    Raises Http404 for what is no source page, PermissionDenied for one the user may not publish.
    """
    sources = Page.objects.filter(locale__language_code=locales.SOURCE, depth__gt=1)
    page = page_version_tokens.lock(get_object_or_404(sources, pk=page_id))
    user: Any = request.user
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if request.method == "POST":
        refuse_locked(page, user=user)
    if request.method == "POST" and request.POST.get("seen") == page_mark(page):
        count = publish_urgently(page, user=user)
        messages.success(request, _said(count))
        return redirect("wagtailadmin_pages:edit", page.pk)
    live = page.get_translations().filter(live=True).select_related("locale")
    context = {
        "page": page,
        "seen": page_mark(page),
        "is_old": request.method == "POST",
        "languages": [locales.NAMES.get(found.locale.language_code) for found in live],
    }
    status = HTTPStatus.CONFLICT if context["is_old"] else 200
    return TemplateResponse(request, "releases/urgent.html", context, status=status)


def _said(count: int) -> str:
    if not count:
        return _("Published. No translation is behind.")
    text = ngettext(
        "Published. %(count)d language says at its top that the Polish text has changed.",
        "Published. %(count)d languages say at their top that the Polish text has changed.",
        count,
    )
    return text % {"count": count}
