"""Which machine translates into which language, and for how much a month."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.core import locales
from cms.translation.machines.domain.providers import available
from cms.translation.machines.models import MachineChoice

from .permissions import may_choose


class ChoiceForm(forms.ModelForm):
    """One language's machine, of those that are configured here."""

    class Meta:
        model = MachineChoice
        fields = ("provider", "characters_a_month")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(provider.value, provider.label) for provider in available()]
        self.fields["provider"] = forms.ChoiceField(
            label=_("Translation machine"), choices=[("", _("None")), *names], required=False
        )


@transaction.atomic
def choose(request: HttpRequest) -> HttpResponse:
    """Show and save the choice of every language. Raises ``PermissionDenied``."""
    if not may_choose(request.user):
        raise PermissionDenied
    targets = Locale.objects.exclude(language_code=locales.SOURCE).order_by("pk")
    forms_by_locale = [_form(request, locale) for locale in targets]
    if request.method == "POST" and all(form.is_valid() for form in forms_by_locale):
        for form in forms_by_locale:
            if form.has_changed():
                choice = form.save()
                log(instance=choice, action="wagtail.edit", user=request.user)
        messages.success(request, _("Machines and budgets saved."))
        return redirect("machine_translation:settings")
    return render(
        request,
        "machine_translation/choices.html",
        {
            "page_title": _("Machine translation"),
            "forms": forms_by_locale,
            "machines": [str(provider.label) for provider in available()],
        },
    )


def _form(request: HttpRequest, locale: Locale) -> ChoiceForm:
    choice = MachineChoice.objects.filter(locale=locale).first() or MachineChoice(locale=locale)
    return ChoiceForm(request.POST or None, instance=choice, prefix=locale.language_code)
