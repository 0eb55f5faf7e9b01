"""Whom to ask, and how."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

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


class ContactCardBlock(BodyStructBlock):
    """A person, an office or a help line."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    role = blocks.CharBlock(label=_("Role"), max_length=160, required=False)
    phone = blocks.RegexBlock(
        label=_("Phone"),
        regex=r"^\+?[0-9 ()-]{3,24}$",
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
