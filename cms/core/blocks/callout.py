"""A box that stands out from the text."""

from typing import TYPE_CHECKING, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.representations.json_types import Html

from .base import PROSE_FEATURES, BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

Tone = Literal["info", "tip", "warning", "urgent"]


class CalloutJSON(TypedDict):
    """``title`` may be empty."""

    tone: Tone
    title: str
    html: Html


class CalloutBlock(BodyStructBlock):
    """Something the reader must not miss."""

    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[
            ("info", _("Good to know")),
            ("tip", _("Tip")),
            ("warning", _("Be careful")),
            ("urgent", _("Urgent")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        group = _("Text")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> CalloutJSON:
        """Return the call-out."""
        return {
            "tone": value["tone"],
            "title": value["title"],
            "html": reader.html(value["text"].source),
        }
