"""The families of blocks a page's body is made of."""

from typing import Final

from wagtail import blocks

from .accordion import AccordionBlock
from .callout import CalloutBlock
from .checklist import ChecklistBlock
from .contact_card import ContactCardBlock
from .document import DocumentBlock
from .feature import FeatureBlock
from .heading import HeadingBlock
from .image import PictureBlock
from .information_point import InformationPointBlock
from .quote import QuoteBlock
from .related_pages import RelatedPagesBlock
from .rich_text import ProseBlock
from .steps import StepsBlock
from .table import TableBodyBlock
from .video import VideoBlock

# The names stand in the database and in the API; the frontend has a component for each.
BODY_BLOCKS: Final[list[tuple[str, blocks.Block]]] = [
    ("heading", HeadingBlock()),
    ("rich_text", ProseBlock()),
    ("image", PictureBlock()),
    ("callout", CalloutBlock()),
    ("steps", StepsBlock()),
    ("checklist", ChecklistBlock()),
    ("accordion", AccordionBlock()),
    ("table", TableBodyBlock()),
    ("contact_card", ContactCardBlock()),
    ("document", DocumentBlock()),
    ("video", VideoBlock()),
    ("quote", QuoteBlock()),
    ("related_pages", RelatedPagesBlock()),
    ("feature", FeatureBlock()),
    ("information_point", InformationPointBlock()),
]


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(BODY_BLOCKS, **kwargs)
