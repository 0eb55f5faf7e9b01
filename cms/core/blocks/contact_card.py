"""Whom to ask, and how."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core import contacts
from cms.core.sanitise import safe_url, validate_safe_url

from .base import BodyStructBlock


class ContactCardJSON(TypedDict):
    """Every value may be empty but ``name``."""

    name: str
    role: str
    phone: str
    email: str
    address: str
    hours: str
    url: str


class PublishedPhoneBlock(blocks.RegexBlock):
    """A phone number, as it is kept whatever was pasted; it may be as short as 112."""

    def value_from_form(self, value: str) -> str:
        """Return the number as it is kept."""
        number: str = super().value_from_form(value)
        return contacts.as_phone(number) if number else number


class ContactCardBlock(BodyStructBlock):
    """A person, an office or a help line."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    role = blocks.CharBlock(label=_("Role"), max_length=160, required=False)
    phone = PublishedPhoneBlock(
        label=_("Phone"),
        regex=contacts.PUBLISHED_PHONE,
        required=False,
        error_messages={"invalid": _("Write digits, spaces and an optional + in front.")},
    )
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = blocks.CharBlock(label=_("Address"), max_length=250, required=False)
    hours = blocks.CharBlock(label=_("Opening hours"), max_length=250, required=False)
    url = blocks.URLBlock(label=_("Web site"), required=False, validators=(validate_safe_url,))

    class Meta:
        icon = "user"
        label = _("Contact")
        group = _("Links")

    def represent(self, value: blocks.StructValue, _reader: object) -> ContactCardJSON:
        """Return the contact's plain values."""
        return {
            "name": value["name"],
            "role": value["role"],
            "phone": value["phone"],
            "email": value["email"],
            "address": value["address"],
            "hours": value["hours"],
            "url": safe_url(value["url"]),
        }
