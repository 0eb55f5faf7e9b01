"""The form for somebody who signs up by phone or at the desk."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core import locales
from cms.core.phone_fields import PhoneFormField
from cms.core.stale_forms import ShownForm
from events.domain.registrations import ParticipantInput
from events.enums import Level, Party, Question
from events.models import Group, Registration

from .participant_fields import participant_fields, participants_in, shows_whom

OLDEST: Final = 120
LEVELS: Final = [("", "—"), *Level.choices]
ASKED_BY: Final = {
    "name": Question.NAME,
    "phone": Question.PHONE,
    "level": Question.LEVEL,
    "institution": Question.INSTITUTION,
    "role": Question.INSTITUTION,
    "needs": Question.NEEDS,
}


class PersonForm(ShownForm, forms.Form):
    """What the group asks for, and no more; nothing but the language must be known."""

    size = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, initial=1)
    ages = forms.CharField(
        label=gettext_lazy("Age of each child"),
        help_text=gettext_lazy("With commas between them: 7, 9. Leave it empty if unknown."),
        max_length=120,
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("First name and surname"), max_length=120, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        required=False,
        help_text=gettext_lazy("Without it the person gets no confirmation and no reminders."),
    )
    phone = PhoneFormField(label=gettext_lazy("Phone number"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level of Polish"), choices=LEVELS, required=False)
    institution = forms.CharField(label=gettext_lazy("Institution"), max_length=160, required=False)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=120, required=False)
    needs = forms.CharField(
        label=gettext_lazy("Needs"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    locale = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(c, locales.NAMES[c]) for c in locales.CODES]
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The person has heard what happens to their data, and agrees")
    )

    def __init__(
        self,
        *args: Any,
        group: Group,
        registration: Registration | None = None,
        **kwargs: Any,
    ) -> None:
        if registration is not None:
            kwargs["initial"] = _said(registration)
        super().__init__(*args, **kwargs)
        self.group = group
        self.registration = registration
        if registration is not None:
            del self.fields["consent"]
        for name, question in ASKED_BY.items():
            if question not in group.questions and name != "phone":
                del self.fields[name]
        if Question.AGES not in group.questions:
            del self.fields["ages"]
        if group.activity.party != Party.CHILDREN:
            del self.fields["size"]
        elif registration is not None and ("ages" in self.fields or group.has_certificates):
            del self.fields["size"]
            self.fields.pop("ages", None)
            self.fields.update(participant_fields(registration, names=group.has_certificates))

    def stands(self) -> bool:
        """Return whether the person has signed up already."""
        return self.registration is not None

    def clean_ages(self) -> tuple[int, ...]:
        """Return the ages. Raises ``ValidationError`` for anything else than numbers."""
        parts = [part for part in re.split(r"[,;\s]+", self.cleaned_data["ages"]) if part]
        if not all(re.fullmatch(r"\d{1,3}", part) and int(part) <= OLDEST for part in parts):
            raise forms.ValidationError(_("Write numbers with commas between them."))
        return tuple(int(part) for part in parts)

    def clean(self) -> dict[str, Any]:
        """Refuse more ages than places, and somebody whom nobody could call."""
        cleaned = super().clean() or {}
        if len(cleaned.get("ages") or ()) > (cleaned.get("size") or 1):
            self.add_error("ages", _("There are more ages than places."))
        if "more" in self.fields and not shows_whom(self.data, self.fields):
            self.add_error(
                "more", _("Meanwhile somebody has joined or left. Open this page again to see who.")
            )
        elif "more" in self.fields and not self._participants(cleaned):
            self.add_error("more", _("Somebody has to stay. To end it, take the registration off."))
        if not (cleaned.get("email") or cleaned.get("phone") or cleaned.get("name")):
            self.add_error("phone", _("Write a name, a phone number or an e-mail address."))
        return cleaned

    def wish(self) -> dict[str, Any]:
        """Return the fields of :class:`events.domain.registrations.Wish`."""
        known = {"email", "locale", *ASKED_BY}
        said = {name: value for name, value in self.cleaned_data.items() if name in known}
        if "more" in self.fields:
            participants = self._participants(self.cleaned_data)
            return {**said, "size": len(participants), "participants": participants}
        size = self.cleaned_data.get("size", 1)
        ages: tuple[int | None, ...] = self.cleaned_data.get("ages", ())
        filled = (*ages, *(None for _each in range(size - len(ages)))) if ages else ()
        return {**said, "size": size, "ages": filled}

    def _participants(self, cleaned: dict[str, Any]) -> tuple[ParticipantInput, ...]:
        return participants_in(cleaned, self.registration) if self.registration else ()


def _said(registration: Registration) -> dict[str, Any]:
    """Return what is known of somebody, as the form's fields have it."""
    known = [one.age for one in registration.participants.all()]
    return {
        **{name: getattr(registration, name) for name in ("size", "email", "locale", *ASKED_BY)},
        "ages": ", ".join(str(age) for age in known if age is not None),
    }
