"""Numbered steps."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.representations.json_types import Html

from .base import BodyStructBlock, ProseItem

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class ProseItemJSON(TypedDict):
    """One step, or one question with its answer."""

    title: str
    html: Html


class ProseListJSON(TypedDict):
    """``items`` keep the editor's order; ``title`` may be empty."""

    title: str
    items: list[ProseItemJSON]


class StepsBlock(BodyStructBlock):
    """What to do first, second, third."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)
    items = blocks.ListBlock(ProseItem(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _("Lists")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> ProseListJSON:
        """Return the steps in order."""
        return {"title": value["title"], "items": prose_items(value["items"], reader)}


def prose_items(items: blocks.list_block.ListValue, reader: "Reader") -> list[ProseItemJSON]:
    """Return titles with sanitised texts, in order."""
    return [{"title": item["title"], "html": reader.html(item["text"].source)} for item in items]
