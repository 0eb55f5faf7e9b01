"""A place where people get help, shown inside a text."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.representations.cards import PageCardJSON

from .base import BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class PointReferenceJSON(TypedDict):
    """``id`` is the source page's, which the facts are asked for by: they depend on the time."""

    point: PageCardJSON
    id: int


class InformationPointBlock(BodyStructBlock):
    """Address, hours and services follow the point, so that no text holds a copy of them."""

    point = blocks.PageChooserBlock(
        label=_("Information point"),
        page_type="points.InformationPoint",
        help_text=_("Readers see its address, whether it is open, and how to get in touch."),
    )

    class Meta:
        icon = "site"
        label = _("Information point")
        group = _("Links")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> PointReferenceJSON | None:
        """Return the point in the reader's best language, or None when it is not public."""
        point = value["point"]
        best = None if point is None else reader.best(point.pk)
        if best is None:
            return None
        source = reader.pages.source(best.translation_key)
        return {"point": reader.cards([best])[0], "id": best.pk if source is None else source.pk}
