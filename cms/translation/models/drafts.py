"""What is known of a draft that wagtail-localize's segments were turned into."""

from django.db import models


class TranslationDraft(models.Model):
    """How much of a revision of a translated object is translated.

    The revision's content never changes, so neither does this: publishing looks here whether the
    very text that would go live has untranslated segments.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="translation_draft"
    )
    # Content paths of segments that still hold the source's text.
    missing = models.JSONField(default=list)
    # Digest of the source's segments at the time the draft was made.
    source_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.revision_id}: {len(self.missing)} missing"
