"""A heading with an anchor for the table of contents."""

from typing import Literal, TypedDict

from anyascii import anyascii
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import BodyStructBlock


class HeadingJSON(TypedDict):
    """``level`` is the HTML level; ``anchor`` is ASCII and made from the text."""

    text: str
    level: Literal[2, 3]
    anchor: str


class HeadingBlock(BodyStructBlock):
    """A heading of the second or third level."""

    text = blocks.CharBlock(label=_("Text"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Sub-section"))],
        default="2",
        help_text=_("Sections appear in the table of contents."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")

    def represent(self, value: blocks.StructValue, _reader: object) -> HeadingJSON:
        """Return the heading; the anchor follows from its text."""
        return {
            "text": value["text"],
            "level": 3 if value["level"] == "3" else 2,
            "anchor": slugify(anyascii(value["text"])) or "section",
        }
