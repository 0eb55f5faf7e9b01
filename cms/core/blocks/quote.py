"""Somebody's words."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import BodyStructBlock


class QuoteJSON(TypedDict):
    """``attribution`` and ``role`` may be empty."""

    text: str
    attribution: str
    role: str


class QuoteBlock(BodyStructBlock):
    """A quotation and whose it is."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(label=_("Who said it"), max_length=120, required=False)
    role = blocks.CharBlock(label=_("Role"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Text")

    def represent(self, value: blocks.StructValue, _reader: object) -> QuoteJSON:
        """Return the quotation."""
        return {
            "text": value["text"],
            "attribution": value["attribution"],
            "role": value["role"],
        }
