"""What is known of a translated segment besides its text."""

from django.conf import settings
from django.db import models


class Acceptance(models.Model):
    """Somebody read a translated segment and found it right.

    ``text`` is what they read: as soon as the translation says something else, whoever wrote it
    and by whichever way, it is not accepted any more.
    """

    translation = models.OneToOneField(
        "wagtail_localize.StringTranslation", on_delete=models.CASCADE, related_name="acceptance"
    )
    text = models.TextField()
    # Empty for someone whose account is gone.
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.translation_id} by {self.accepted_by_id}"


class FormerString(models.Model):
    """What stood in the place of a source's string before the source was changed.

    ``source_digest`` is the digest of the source that the change led to.
    """

    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    former = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    source_digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["context", "string"], name="translation_one_former_string"
            )
        ]

    def __str__(self) -> str:
        return f"{self.context_id}: {self.former_id} → {self.string_id}"


class SourceChange(models.Model):
    """The last change of a source, in digests (SHA-256, hex) of before and after.

    Both are the same until it changes for the first time; ``after`` is what it says now.
    ``before_copied`` and ``after_copied`` are of what translations take over as it is: addresses,
    pictures, the structure of rich text. An edit of words alone leaves them equal.
    """

    source = models.OneToOneField(
        "wagtail_localize.TranslationSource", on_delete=models.CASCADE, related_name="last_change"
    )
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    before_copied = models.CharField(max_length=64)
    after_copied = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.source_id}: {self.before[:8]} → {self.after[:8]}"
