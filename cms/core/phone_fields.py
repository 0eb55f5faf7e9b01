"""Fields of models and of the admin's forms for phone numbers: one length, one rule, as pasted."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import contacts

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField

WRITTEN = RegexValidator(contacts.PHONE, _("Write it like +48 61 000 00 00."))


class PhoneFormField(forms.CharField):
    """A phone number, an extension included, as it is kept whatever was pasted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": contacts.LONGEST_PHONE, **options})
        if WRITTEN not in self.validators:
            self.validators.append(WRITTEN)

    def to_python(self, value: object) -> str:
        """Return the number as it is kept."""
        return contacts.as_phone(super().to_python(value) or "")


class PhoneField(_CharField):
    """A column for a phone number; blank where it may be left out."""

    default_validators = (WRITTEN,)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": contacts.LONGEST_PHONE, **options})

    def formfield(self, *args: Any, **options: Any) -> forms.Field | None:
        """Return a field that takes what people paste."""
        return super().formfield(*args, **{"form_class": PhoneFormField, **options})
