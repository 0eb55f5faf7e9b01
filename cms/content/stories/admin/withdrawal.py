"""Withdrawing a consent: a page that says what will happen and where, and the act."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.content.stories.domain import picture_decisions, withdrawal
from cms.content.stories.models import Consent, StoryPage
from cms.core import locales

from .permissions import may_withdraw
from .picture_uses import Shown, chosen, shown


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Ask on GET, withdraw on POST; then show the register.

    Where the pictures or their places have changed since they were shown, it asks again (409).
    Raises ``PermissionDenied`` for others than publishers and administrators.
    """
    consent = get_object_or_404(Consent, pk=consent_id)
    user = request.user
    if not user.is_authenticated or not may_withdraw(user, consent):
        raise PermissionDenied
    used = picture_decisions.used(consent.translation_key)
    elsewhere = [each for each in used if each.places]
    seen = picture_decisions.digest(elsewhere) if elsewhere else ""
    if request.method == "POST" and request.POST.get("seen", "") == seen:
        shows = chosen(request, elsewhere)
        withdrawal.withdraw(consent, user=user, shows_person=shows)
        messages.success(request, _("The consent is withdrawn."))
        return redirect("consents:index")
    if is_old := request.method == "POST":
        messages.warning(request, _("Where the pictures are used has changed. Please look again."))
    context = {**_context(consent, shown(request, elsewhere)), "seen": seen}
    return render(request, "stories/withdraw.html", context, status=409 if is_old else 200)


def _context(consent: Consent, rows: list[Shown]) -> dict[str, Any]:
    versions = StoryPage.objects.filter(translation_key=consent.translation_key)
    return {
        "consent": consent,
        "story": versions.filter(locale__language_code=locales.SOURCE).first(),
        "live": [version.locale for version in versions.live().select_related("locale")],
        "others": withdrawal.standing_with(consent).exclude(pk=consent.pk),
        "pictures": rows,
    }
