"""Certificates of attendance as they were issued."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Certificate(models.Model):
    """What a participant was certified, kept as it was then; moment UTC.

    ``facts`` are those of :class:`events.domain.certificates.issuance.Facts`: they name nobody.
    Whatever the group says later, the paper stays the same. ``name`` goes with the other personal
    data; ``by`` is nobody where it was issued by itself.
    """

    participant = models.ForeignKey(
        "events.Participant", on_delete=models.PROTECT, related_name="certificates"
    )
    group = models.ForeignKey("events.Group", on_delete=models.PROTECT, related_name="certificates")
    issued_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    facts = models.JSONField()

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("pk",)

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What stands on the paper, the same for good: year of issue and the row's own number."""
        return f"{self.issued_at.year}/{self.pk}"
