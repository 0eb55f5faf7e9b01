"""Questions whose answers open."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import BodyStructBlock, ProseItem
from .steps import ProseListJSON, prose_items

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class AccordionBlock(BodyStructBlock):
    """Frequent questions; every answer is in the page, open or not."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)
    items = blocks.ListBlock(ProseItem(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("Lists")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> ProseListJSON:
        """Return the questions in order."""
        return {"title": value["title"], "items": prose_items(value["items"], reader)}
