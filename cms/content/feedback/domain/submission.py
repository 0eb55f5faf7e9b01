"""Keep what a reader says."""

from django.utils.text import normalize_newlines
from wagtail.models import Page

from cms.content.feedback.models import PageFeedback


def receive(page: Page, *, locale: str, helpful: bool, comment: str = "") -> PageFeedback:
    """Store one answer about a page as it was shown to a reader in ``locale``."""
    return PageFeedback.objects.create(
        page=page,
        translation_key=page.translation_key,
        locale=locale,
        helpful=helpful,
        comment=_readable(comment),
    )


def _readable(comment: str) -> str:
    """Return ``comment`` without control characters, which could confuse who reads it."""
    lines = normalize_newlines(comment).split("\n")
    return "\n".join("".join(filter(str.isprintable, line)) for line in lines).strip()
