"""A film that loads nothing from elsewhere until the reader asks for it."""

import re
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.core.representations.images import ImageJSON
from cms.core.representations.json_types import Html, Url

from .base import PROSE_FEATURES, BodyStructBlock

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

Provider = Literal["youtube", "vimeo"]

_PATTERNS: Final[dict[Provider, re.Pattern[str]]] = {
    "youtube": re.compile(
        r"^https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?v=|shorts/)|youtu\.be/)([\w-]{11})"
    ),
    "vimeo": re.compile(r"^https://(?:www\.)?vimeo\.com/(\d{6,12})"),
}
_EMBEDS: Final[dict[Provider, str]] = {
    "youtube": "https://www.youtube-nocookie.com/embed/",
    "vimeo": "https://player.vimeo.com/video/",
}


class VideoJSON(TypedDict):
    """``embed_url`` is the provider's cookie-free player."""

    title: str
    provider: Provider
    video_id: str
    watch_url: Url
    embed_url: Url
    poster: ImageJSON | None
    transcript_html: Html


def parse_video_url(url: str) -> tuple[Provider, str] | None:
    """Return (provider, video id) of a YouTube or Vimeo address, or None."""
    for provider, pattern in _PATTERNS.items():
        if match := pattern.match(url.strip()):
            return provider, match.group(1)
    return None


def validate_video_url(url: str) -> None:
    """Django validator. Raises ``ValidationError`` unless the address is a known film."""
    if parse_video_url(url) is None:
        raise ValidationError(_("Paste the address of a film on YouTube or Vimeo."), code="video")


class VideoBlock(BodyStructBlock):
    """A film with a poster of our own and a transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address"), validators=(validate_video_url,))
    poster = ImageChooserBlock(label=_("Poster"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=PROSE_FEATURES,
        help_text=_("What is said and shown, for those who cannot hear or see the film."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Media")

    def represent(self, value: blocks.StructValue, reader: "Reader") -> VideoJSON | None:
        """Return the film's addresses, or None for an address that is no longer accepted."""
        parsed = parse_video_url(value["url"])
        if parsed is None:
            return None
        provider, video_id = parsed
        return {
            "title": value["title"],
            "provider": provider,
            "video_id": video_id,
            "watch_url": value["url"],
            "embed_url": _EMBEDS[provider] + video_id,
            "poster": reader.image(value["poster"], alt=""),
            "transcript_html": reader.html(value["transcript"].source),
        }
