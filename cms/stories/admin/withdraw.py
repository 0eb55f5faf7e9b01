"""Withdrawing a consent: a page that says what will happen, and the act."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.core import locales
from cms.stories.domain import withdrawal
from cms.stories.models import Consent, StoryPage

from .rights import may_withdraw


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Ask on GET, withdraw on POST; then show the register.

    Raises ``PermissionDenied`` for others than publishers and administrators.
    """
    consent = get_object_or_404(Consent, pk=consent_id)
    user = request.user
    if not user.is_authenticated or not may_withdraw(user, consent):
        raise PermissionDenied
    if request.method == "POST":
        withdrawal.withdraw(consent, user=user)
        messages.success(request, _("The consent is withdrawn."))
        return redirect("consents:index")
    versions = StoryPage.objects.filter(translation_key=consent.translation_key)
    context = {
        "consent": consent,
        "story": versions.filter(locale__language_code=locales.SOURCE).first(),
        "live": [version.locale for version in versions.live().select_related("locale")],
    }
    return render(request, "stories/withdraw.html", context)
