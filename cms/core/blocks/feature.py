"""One page of ours, shown large: picture, words, and the way there."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.representations.cards import PageCardJSON
from cms.core.representations.images import ImageJSON

from .base import BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class FeatureJSON(TypedDict):
    """``teaser`` and the picture's alternative text are in the card's language."""

    page: PageCardJSON
    label: str
    teaser: str
    image: ImageJSON | None


class FeatureBlock(BodyStructBlock):
    """Title, picture and words follow the page, so that they go when the page goes."""

    label = blocks.CharBlock(
        label=_("Label"),
        max_length=80,
        required=False,
        help_text=_("A word or two above the title, for example “Story of the month”."),
    )
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        icon = "thumbtack"
        label = _("Page shown large")
        group = _("Links")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> FeatureJSON | None:
        """Return the page in the reader's best language, or None when it is not public."""
        page = value["page"]
        best = None if page is None else reader.best(page.pk)
        if best is None:
            return None
        specific = reader.in_full(best)
        return {
            "page": reader.cards([best])[0],
            "label": value["label"],
            "teaser": specific.teaser,
            "image": specific.picture(reader),
        }
