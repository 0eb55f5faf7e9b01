"""Running text."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.core.representations.json_types import Html

from .base import PROSE_FEATURES

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class RichTextJSON(TypedDict):
    """``html`` is sanitised; links to pages are public addresses in the reader's locale."""

    html: Html


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links; headings are blocks of their own."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        features = PROSE_FEATURES

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=PROSE_FEATURES, **kwargs)

    def represent(self, value: RichText, reader: "Reader") -> RichTextJSON:
        """Return the sanitised HTML."""
        return {"html": reader.html(value.source)}
