"""An image with its sources in modern formats."""

import hashlib
from typing import TYPE_CHECKING, Final, TypedDict

from django.conf import settings
from django.urls import reverse
from wagtail.images.utils import generate_signature

from .json_types import Url

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

WIDTHS: Final = (400, 800, 1200, 1600)
FORMATS: Final = ("avif", "webp")


class SourceJSON(TypedDict):
    """One width of one format; ``width`` in CSS pixels."""

    url: Url
    width: int


class SourceSetJSON(TypedDict):
    """All widths of one media type, narrowest first."""

    type: str
    srcset: list[SourceJSON]


class ImageJSON(TypedDict):
    """``width`` and ``height`` are those of ``src``, so that the page does not jump."""

    id: int
    alt: str
    width: int
    height: int
    src: Url
    sources: list[SourceSetJSON]


def represent_image(image: "AbstractImage", alt: str) -> ImageJSON:
    """Return ``image`` as JSON; renditions are made when first asked for, not here."""
    widths = _widths(image.width)
    return {
        "id": image.pk,
        "alt": alt,
        "width": widths[-1],
        "height": round(image.height * widths[-1] / image.width),
        "src": rendition_url(image, f"width-{widths[-1]}|format-jpeg"),
        "sources": [
            {
                "type": f"image/{format_name}",
                "srcset": [
                    {"url": rendition_url(image, f"width-{w}|format-{format_name}"), "width": w}
                    for w in widths
                ],
            }
            for format_name in FORMATS
        ],
    }


def _widths(original: int) -> list[int]:
    """Return the widths to offer: never wider than the original, at least one."""
    return [width for width in WIDTHS if width <= original] or [original]


def rendition_url(image: "AbstractImage", filter_spec: str) -> str:
    """Return the signed address; its version part changes when the file is replaced."""
    signature = generate_signature(image.pk, filter_spec)
    path = reverse("wagtailimages_serve", args=(signature, image.pk, filter_spec))
    return f"{settings.CMS_URL}{path}?v={file_version(image)}"


def file_version(image: "AbstractImage") -> str:
    """Return a mark of the file's content, or of its name, which is new with every upload."""
    mark = image.file_hash or hashlib.sha1(image.file.name.encode()).hexdigest()  # noqa: S324  As Wagtail's own file_hash; nothing rests on its strength.
    return mark[:8]
