"""Translating the new texts of a planned release, before readers have them in Polish."""

from dataclasses import replace
from http import HTTPStatus
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
from cms.translation.releases.domain.draft_texts import DraftText
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
    refused: dict[str, DraftText] = {}
    if request.method == "POST":
        for row in rows:
            refused.update({each.key: each for each in _act(request, row.revision, locale, user)})
        if not refused:
            return redirect(request.path)
    shown = [(row.page, draft_texts.texts(row.revision, locale)) for row in rows]
    context = {
        "release": release,
        "locale": locale,
        "pages": [(page, [refused.get(row.key, row) for row in found]) for page, found in shown],
        "may_accept": permissions.may_publish(user, locale),
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return TemplateResponse(request, "releases/texts.html", context, status=status)


def _act(
    request: HttpRequest, revision: Revision | None, locale: Locale, user: Any
) -> list[DraftText]:
    """Store what was typed, then accept what was read; return what was refused, with its text."""
    if revision is None:
        return []
    sent = _sent(request)
    rows = draft_texts.texts(revision, locale)
    is_changed = any(sent[row.key][1] != row.version for row in rows if row.key in sent)
    try:
        conflicts = draft_texts.write(revision, locale, sent, user=user)
    except InvalidTextError as error:
        messages.error(request, error.problem)
        return _typed(rows, sent)
    if is_changed:
        messages.warning(request, _("Somebody else has changed some of the texts meanwhile."))
    if "accept" in request.POST:
        seen = {key: version for key, (_text, version) in sent.items()}
        count = draft_texts.accept(revision, locale, seen, user=user)
        text = ngettext("%(count)d text accepted.", "%(count)d texts accepted.", count)
        messages.success(request, text % {"count": count})
    elif not is_changed:
        messages.success(request, _("Saved."))
    return conflicts


def _sent(request: HttpRequest) -> dict[str, tuple[str, str]]:
    """Return each text and the version that was seen, by key; line ends as texts have them."""
    return {
        name.removeprefix("text-"): (
            value.replace("\r\n", "\n").strip(),
            request.POST.get(f"seen-{name.removeprefix('text-')}", ""),
        )
        for name, value in request.POST.items()
        if name.startswith("text-") and isinstance(value, str)
    }


def _typed(rows: list[DraftText], sent: dict[str, tuple[str, str]]) -> list[DraftText]:
    found = [replace(row, typed=sent[row.key][0]) for row in rows if row.key in sent]
    return [row for row in found if row.typed != row.text]
