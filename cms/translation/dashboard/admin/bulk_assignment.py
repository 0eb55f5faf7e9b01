"""Giving the translations that were marked on the dashboard to somebody, until a day."""

from datetime import date
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.defaults import permission_denied
from wagtail.models import Locale

from cms.background import batches
from cms.core import rejected_forms
from cms.translation.base.domain.source_keys import keys_of
from cms.translation.dashboard.domain.assignees import Person, people
from cms.translation.dashboard.domain.bulk_assignment import (
    ASSIGN,
    NOBODY_ID,
    SAME_PERSON,
    BulkAssignment,
    give,
)
from cms.users.current_user import current_user

from .permissions import Abilities, every_locale

# What a request does by itself; more is done by the worker, with a bar that shows how far it is.
AT_ONCE: Final = 20
MANY: Final = 2000


class AssignForm(forms.Form):
    """What the dashboard's bar sends: marked rows (``ids``), languages, whom, when.

    A person who works in one language sets it; languages are chosen where there are several, or
    nobody. Without a person the day alone is changed.
    """

    locales = forms.ModelMultipleChoiceField(
        Locale.objects.none(), to_field_name="language_code", required=False
    )
    assignee = forms.TypedChoiceField(coerce=int, required=False, empty_value=str(SAME_PERSON))
    due_on = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("This is not a day.")}
    )

    def __init__(self, data: Any, *, locales: list[Locale], persons: list[Person]) -> None:
        super().__init__(data)
        field: Any = self.fields["locales"]
        field.queryset = Locale.objects.filter(pk__in=[locale.pk for locale in locales])
        choices: Any = self.fields["assignee"]
        choices.choices = [(NOBODY_ID, ""), *((person.pk, person.name) for person in persons)]
        self._persons = {person.pk: person for person in persons}

    def clean_assignee(self) -> int:
        """Return an account's id, NOBODY_ID or SAME_PERSON."""
        return int(self.cleaned_data["assignee"])

    def clean(self) -> dict[str, Any]:
        """Refuse a person who does not write in one of the languages, and nothing to change."""
        cleaned: dict[str, Any] = super().clean() or {}
        person = self._persons.get(cleaned.get("assignee", SAME_PERSON))
        wanted = list(cleaned.get("locales", [])) or self._only_locale(person)
        for locale in wanted:
            if person is not None and locale.language_code not in person.codes:
                text = _("%(person)s does not work in this language: %(language)s.")
                names = {"person": person.name, "language": locale.get_display_name()}
                self.add_error("assignee", text % names)
        if not wanted and "locales" not in self.errors:
            self.add_error("locales", _("Choose at least one language."))
        if cleaned.get("assignee") == SAME_PERSON and not cleaned.get("due_on"):
            self.add_error("assignee", _("Choose a person, a day, or both."))
        return {**cleaned, "locales": wanted}

    def _only_locale(self, person: Person | None) -> list[Locale]:
        """Return the language of a person who works in one."""
        if person is None or len(person.codes) != 1:
            return []
        field: Any = self.fields["locales"]
        return list(field.queryset.filter(language_code=person.codes[0]))


@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the marked rows in the chosen languages to somebody, and go back to the dashboard.

    What cannot be done leads back to the dashboard as it was sent, with a sentence why.
    Answers 403 for a language in which the user gives out nothing. What is much goes to the
    worker, and the answer leads to its progress.
    """
    mine = Abilities.of(request.user).assigns
    asked = set(request.POST.getlist("locales"))
    allowed = [locale for locale in every_locale(request.user) if locale.pk in mine]
    if asked - {locale.language_code for locale in allowed}:
        # Raised, Wagtail would make it a redirect to the dashboard.
        return permission_denied(request, PermissionDenied())
    form = AssignForm(request.POST, locales=allowed, persons=people(allowed))
    keys = keys_of(request.POST.getlist("ids")[:MANY])
    if not keys:
        messages.warning(request, _("Mark at least one row of the board."))
        return _refuse(request)
    if not form.is_valid():
        for text in chain.from_iterable(form.errors.values()):
            messages.error(request, str(text))
        return _refuse(request)
    return _give(request, keys, form.cleaned_data)


def _give(request: HttpRequest, keys: list[UUID], chosen: dict[str, Any]) -> HttpResponse:
    user = current_user(request)
    due_on: date | None = chosen["due_on"]
    gift = BulkAssignment(chosen["assignee"], due_on)
    places = [(key, locale) for key in keys for locale in chosen["locales"]]
    if len(places) > AT_ONCE:
        items = [(f"{k.hex}:{locale.language_code}", gift.args(k, locale)) for k, locale in places]
        return redirect("batches:progress", batches.start(ASSIGN, items, owner=user).pk)
    for key, locale in places:
        give(key, locale, gift, by=user)
    text = ngettext(
        "%(count)d translation changed.", "%(count)d translations changed.", len(places)
    )
    messages.success(request, text % {"count": len(places)})
    return _back(request)


def _refuse(request: HttpRequest) -> HttpResponse:
    """Return to the dashboard with what was marked and chosen on it."""
    rejected_forms.keep(request)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the dashboard as it was filtered."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(url if is_ours and url.startswith(reverse("board:index")) else "board:index")
