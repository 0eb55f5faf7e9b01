"""Withdrawals that were recorded by mistake: they stay known, with who took them back and why."""

from django.conf import settings
from django.db import models

from cms.content.stories.enums import SlipReason

from .consent import Consent


class MistakenWithdrawal(models.Model):
    """A withdrawal that nobody asked for: as it was recorded, and who took it back when (UTC)."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="slips")
    withdrawn_on = models.DateField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=16, choices=SlipReason.choices)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.consent_id}: {self.withdrawn_on.isoformat()}"
