"""A picture with its alternative text."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.core.representations.images import ImageJSON

from .base import BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class PictureJSON(TypedDict):
    """``image`` is never null: a block whose image was deleted is left out."""

    image: ImageJSON
    caption: str


class PictureBlock(BodyStructBlock):
    """An image; the alternative text is required because everybody must get the content."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What would you say about the picture to somebody on the phone?"),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Media")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> PictureJSON | None:
        """Return the image with its sources, or None when it no longer exists."""
        image = reader.image(value["image"], alt=value["alt"])
        return None if image is None else {"image": image, "caption": value["caption"]}
