"""A file to download."""

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.core.representations.json_types import Url

from .base import BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class DocumentJSON(TypedDict):
    """``size_bytes`` is 0 when unknown; ``file_type`` is the extension in upper case."""

    title: str
    url: Url
    file_type: str
    size_bytes: int
    description: str


class DocumentBlock(BodyStructBlock):
    """A form or a leaflet; readers see its type and size before they download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    description = blocks.CharBlock(label=_("Description"), max_length=250, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        group = _("Media")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> DocumentJSON | None:
        """Return the file's address, or None when it was deleted or is private."""
        document = value["document"]
        if document is None or not reader.may_see_collection(document.collection_id):
            return None
        return {
            "title": value["title"],
            "url": reader.cms_url(document.url),
            "file_type": document.file_extension.upper(),
            "size_bytes": document.file_size or 0,
            "description": value["description"],
        }
