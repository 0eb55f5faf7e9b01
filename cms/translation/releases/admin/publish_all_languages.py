"""“Publish in all languages”: offered at the moment at which a Polish page leaves some behind."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cms.core import locales
from cms.translation.base.domain.errors import SourceChangedError
from cms.translation.releases.domain.publish_all_languages import behind, publish_ready, waiting
from cms.translation.releases.domain.refusal_messages import language, reason
from cms.translation.releases.domain.release_items import ReleaseItem

EXPLAINED: Final = 10  # Of many pages published at once: finding out takes a while for each.


def offer(request: HttpRequest, pages: Iterable[Any]) -> None:
    """Say of sources that were just published why languages wait; offer those that are ready.

    Of many, those after the first are offered by name with all their languages that are behind: the
    click says why one waits.
    """
    sources = [each for each in pages if each.locale.language_code == locales.SOURCE]
    _offer_unexplained(request, sources[EXPLAINED:])
    for page in sources[:EXPLAINED]:
        cells = waiting(Page.objects.get(pk=page.pk).specific) if page.live else []
        if late := [cell for cell in cells if cell.refusal]:
            messages.warning(request, _why(page, late))
        if ready := [cell for cell in cells if not cell.refusal]:
            messages.info(request, _button(request, page, ready))


def _offer_unexplained(request: HttpRequest, sources: list[Any]) -> None:
    late = behind(sources)
    forms = [
        (_button(request, page, late[page.pk], "later"),) for page in sources if page.pk in late
    ]
    if forms:
        text = ngettext(
            "%(count)d more page is behind in other languages:",
            "%(count)d more pages are behind in other languages:",
            len(forms),
        )
        lines = format_html_join("", "<li>{}</li>", forms)
        said = text % {"count": len(forms)}
        messages.warning(request, format_html("{}<ul>{}</ul>", said, lines))


def _why(page: Any, cells: list[ReleaseItem]) -> SafeString:
    lines = format_html_join(
        "", "<li>{}: {}</li>", ((language(cell), _reason(cell)) for cell in cells)
    )
    text = _("“%(title)s” is behind in other languages. What each of them waits for:")
    return format_html("{}<ul>{}</ul>", text % {"title": page.get_admin_display_title()}, lines)


def _reason(cell: ReleaseItem) -> str:
    return reason(cell.refusal) if cell.refusal else ""


def _button(
    request: HttpRequest, page: Any, cells: list[ReleaseItem], which: str = "ready"
) -> SafeString:
    context = {
        "page": page,
        "is_ready": which == "ready",
        "live": Page.objects.values_list("live_revision_id", flat=True).get(pk=page.pk),
        "languages": ", ".join(language(cell) for cell in cells),
        "codes": [cell.locale.language_code for cell in cells],
        "token": get_token(request),
    }
    return render_to_string("releases/_catch_up.html", context)


@require_POST
def catch_up(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publish what was offered and is still ready; say of the rest why it is not.

    ``live`` is the id of the Polish revision that was live then, ``locales`` the codes, repeated.
    Raises Http404 for what is no source page, PermissionDenied for one the user may not publish.
    """
    sources = Page.objects.filter(locale__language_code=locales.SOURCE, depth__gt=1)
    page = get_object_or_404(sources, pk=page_id)
    sent, user = request.POST.get("live", ""), request.user
    seen = int(sent) if sent.isascii() and sent.isdecimal() else 0
    codes = request.POST.getlist("locales")
    try:
        done, late = publish_ready(page, codes, seen=seen, user=user)  # type: ignore[arg-type]  # The guard lets in nobody else.
    except SourceChangedError:
        messages.error(request, _("Nothing was done: another Polish text is live by now."))
    else:
        _tell(request, page, done, late)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _tell(
    request: HttpRequest, page: Any, done: list[ReleaseItem], late: list[ReleaseItem]
) -> None:
    if done:
        names = ", ".join(map(language, done))
        messages.success(request, _("Published in: %(languages)s.") % {"languages": names})
    if late:
        messages.warning(request, _why(page, late))
    if not done and not late:
        messages.info(request, _("No translation is behind."))
