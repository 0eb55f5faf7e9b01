"""Corrections: records and withdrawals made by mistake, pictures that show somebody or nobody."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cms.content.stories.domain import corrections, picture_decisions, withdrawal
from cms.content.stories.enums import SlipReason, VoidReason
from cms.content.stories.models import Consent

from .permissions import may_decide, may_take_back, may_withdraw
from .picture_uses import chosen, shown


class VoidForm(forms.Form):
    """Why the record is a mistake."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it a mistake?"),
        choices=VoidReason.choices,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Ask on GET, mark the record on POST; then show the register.

    Raises ``PermissionDenied`` for others than publishers, and for a record that stands no more.
    """
    consent = get_object_or_404(Consent, pk=consent_id)
    if not request.user.is_authenticated or not may_withdraw(request.user, consent):
        raise PermissionDenied
    form = VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = VoidReason(form.cleaned_data["reason"])
        corrections.void(consent, reason=reason, user=request.user)
        messages.success(request, _("The record is marked as a mistake."))
        return redirect("consents:index")
    others = withdrawal.standing_with(consent).exclude(pk=consent.pk)
    context = {
        "title": _("Recorded by mistake"),
        "consent": consent,
        "form": form,
        "others": others,
        "back": reverse("consents:index"),
    }
    return render(request, "stories/void.html", context)


class SlipForm(forms.Form):
    """Why the withdrawal is a mistake."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why was the withdrawal a mistake?"),
        choices=SlipReason.choices,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Ask on GET, take the withdrawal back on POST; then show the record.

    Raises ``PermissionDenied`` for others than publishers, and for a record that is not withdrawn.
    """
    consent = get_object_or_404(Consent, pk=consent_id)
    if not request.user.is_authenticated or not may_take_back(request.user, consent):
        raise PermissionDenied
    form = SlipForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = SlipReason(form.cleaned_data["reason"])
        corrections.take_back(consent, reason=reason, user=request.user)
        messages.success(
            request,
            _("The consent counts again. The story is a draft: look at it, and publish it."),
        )
        return redirect("consents:inspect", consent.pk)
    others = corrections.ended_with(consent).exclude(pk=consent.pk)
    context = {
        "title": _("Withdrawn by mistake"),
        "consent": consent,
        "form": form,
        "others": others,
        "back": reverse("consents:inspect", args=[consent.pk]),
    }
    return render(request, "stories/take_back.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Show every picture of a story and where it is used; on POST note which show the person.

    Where that has changed since it was shown, it asks again (409). Raises ``PermissionDenied``.
    """
    consent = get_object_or_404(Consent, pk=consent_id)
    if not request.user.is_authenticated or not may_decide(request.user):
        raise PermissionDenied
    used = picture_decisions.used(consent.translation_key)
    seen = picture_decisions.digest(used)
    if request.method == "POST" and request.POST.get("seen") == seen:
        picture_decisions.decide(consent.translation_key, chosen(request, used), user=request.user)
        messages.success(request, _("It is noted which pictures show the person."))
        return redirect("consents:inspect", consent.pk)
    if is_old := request.method == "POST":
        messages.warning(request, _("Where the pictures are used has changed. Please look again."))
    context = {"consent": consent, "pictures": shown(request, used), "seen": seen}
    return render(request, "stories/pictures.html", context, status=409 if is_old else 200)
