"""Translating the new texts of a planned release, before readers have them in Polish."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale, Revision

from cms.translation.base.domain import permissions
from cms.translation.base.domain.errors import InvalidTextError
from cms.translation.releases.domain import draft_texts
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release, ReleasePage


def pages_with_texts(release: Release) -> list[ReleasePage]:
    """Return the pages of a planned release of which readers have an earlier text."""
    if release.state != ReleaseState.PLANNED:
        return []
    rows = release.pages.filter(revision__isnull=False, page__live=True)
    return list(rows.select_related("page", "revision").order_by("page__path"))


@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, release_id: int, locale_code: str) -> HttpResponse:
    """Show the new texts beside the former ones; store what is sent, or accept what is shown.

    Raises Http404 for a language that is not in the release.
    """
    release = get_object_or_404(Release, pk=release_id)
    locale = get_object_or_404(release.locales, language_code=locale_code)
    rows = pages_with_texts(release)
    user: Any = request.user
    if request.method == "POST":
        for row in rows:
            _act(request, row.revision, locale, user)
        return redirect(request.path)
    context = {
        "release": release,
        "locale": locale,
        "pages": [(row.page, draft_texts.texts(row.revision, locale)) for row in rows],
        "may_accept": permissions.may_publish(user, locale),
    }
    return TemplateResponse(request, "releases/texts.html", context)


def _act(request: HttpRequest, revision: Revision | None, locale: Locale, user: Any) -> None:
    if revision is None:
        return
    if "accept" in request.POST:
        count = draft_texts.accept(revision, locale, user=user)
        text = ngettext("%(count)d text accepted.", "%(count)d texts accepted.", count)
        messages.success(request, text % {"count": count})
        return
    sent = {
        name.removeprefix("text-"): (value.strip(), request.POST.get(f"seen-{name[5:]}", ""))
        for name, value in request.POST.items()
        if name.startswith("text-") and isinstance(value, str)
    }
    try:
        conflicts = draft_texts.write(revision, locale, sent, user=user)
    except InvalidTextError as error:
        messages.error(request, error.problem)
        return
    if conflicts:
        messages.warning(request, _("Somebody else has changed some of the texts meanwhile."))
    else:
        messages.success(request, _("Saved."))
