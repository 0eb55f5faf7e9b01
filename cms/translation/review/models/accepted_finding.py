"""A finding of the checks that a reviewer accepted, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AcceptedFinding(models.Model):
    """Somebody read both texts and says why they are right all the same.

    ``digest`` is of the finding with both texts: when one changes, it is another finding.
    """

    translation_key = models.UUIDField()
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    finding_json = models.JSONField()
    reason = models.CharField(max_length=500)
    # Empty for an account from before accounts were kept; the log knows its number.
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language", "digest"],
                name="gate_finding_accepted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.reason}"
