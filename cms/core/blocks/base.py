"""What every block of the body shares."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

INLINE_FEATURES: Final = ["bold", "italic", "link", "document-link"]
PROSE_FEATURES: Final = [*INLINE_FEATURES, "ol", "ul"]


class BodyStructBlock(blocks.StructBlock):
    """A block that owns its JSON: subclasses return an explicit, typed dict."""

    def represent(self, value: blocks.StructValue, reader: "Reader") -> object:
        """Return the public JSON of ``value``."""
        raise NotImplementedError


class ProseItem(blocks.StructBlock):
    """A title and a short text: a step, or a question with its answer."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES)
