"""What is known of a draft that wagtail-localize's segments were turned into."""

from django.conf import settings
from django.db import models


class TranslationDraft(models.Model):
    """How much of a revision of a translated object is translated, by whom, and who read it.

    The revision's content never changes, so neither does what is said of it here: publishing looks
    whether the very text that would go live has untranslated or unreviewed segments.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="translation_draft"
    )
    # Content paths of segments that still hold the source's text.
    missing = models.JSONField(default=list)
    # Content paths of segments that a machine wrote and no person took over.
    machine = models.JSONField(default=list)
    # Ids of the people who wrote segments that nobody else has accepted: not its reviewers.
    authors = models.JSONField(default=list)
    # Digest of the source's segments at the time the draft was made; empty for one made by hand.
    source_digest = models.CharField(max_length=64, blank=True)
    # By content path: the digest of each text here, with those of the source's strings it was
    # written for (``domain.origins``).
    origins = models.JSONField(default=dict)
    # By content path: the digest of each text here, with the id of who wrote it, where known.
    writers = models.JSONField(default=dict)
    # The system itself stands for it, such as for the demo content: no person does.
    by_system = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.revision_id}: {len(self.missing)} missing"

    @property
    def is_read(self) -> bool:
        """Whether a person, or the system by its own act, stands for it; nobody's word is none."""
        return self.reviewed_at is not None and (self.by_system or self.reviewed_by_id is not None)
