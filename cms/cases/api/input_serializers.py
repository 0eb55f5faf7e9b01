"""What senders write, checked."""

from typing import Any, Final

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cms.cases.rules.text_limits import MAX_TEXT
from cms.core import locales
from cms.delivery.api.contact_fields import AddressField, PhoneField

ONE_LINE: Final = RegexValidator(r"^[^\x00-\x1f\x7f]*$", _("Write it in one line."))


def line(length: int, *validators: RegexValidator, required: bool = False) -> serializers.CharField:
    """Return a field of one line."""
    return serializers.CharField(
        required=required,
        allow_blank=not required,
        max_length=length,
        validators=[ONE_LINE, *validators],
    )


def text(*, required: bool = False) -> serializers.CharField:
    """Return a field of several lines."""
    return serializers.CharField(required=required, allow_blank=not required, max_length=MAX_TEXT)


def address() -> AddressField:
    """Return a field for a mail address that must be given."""
    return AddressField(validators=[ONE_LINE])


def phone() -> PhoneField:
    """Return a field for a phone number, as people paste it; it may be left out."""
    return PhoneField(required=False, allow_blank=True)


def language() -> serializers.ChoiceField:
    """Return a field for the sender's language."""
    return serializers.ChoiceField(choices=locales.CODES)


class MessageSerializer(serializers.Serializer[Any]):
    """Checks what :class:`NewMessageJSON` describes; files may stand for a text."""

    text = text()
    check = serializers.BooleanField(required=False)


class RatingSerializer(serializers.Serializer[Any]):
    """Checks what :class:`NewRatingJSON` describes."""

    stars = serializers.IntegerField(min_value=1, max_value=5)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class LinkSerializer(serializers.Serializer[Any]):
    """Checks what :class:`LinkRequestJSON` describes."""

    reference = line(30, required=True)
    email = address()
