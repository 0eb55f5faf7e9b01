"""Where to read on."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.representations.cards import PageCardJSON

from .base import BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class RelatedPagesJSON(TypedDict):
    """``pages`` holds public pages only, each in the best language for the reader."""

    title: str
    pages: list[PageCardJSON]


class RelatedPagesBlock(BodyStructBlock):
    """Links to other pages; titles follow the pages."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Related pages")
        group = _("Links")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> RelatedPagesJSON:
        """Return a card for each page that the public may see."""
        return {"title": value["title"], "pages": reader.cards(value["pages"])}
