"""Translations that went off-line together with their source."""

from django.db import models
from django.db.models import Q


class TakenDown(models.Model):
    """A translation was live when its source was unpublished, and comes back with it.

    ``revision`` is what was live. ``back_at`` is when it came back, or was found to be live again.
    """

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_down_at = models.DateTimeField(auto_now_add=True)
    back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["translation_key"], condition=Q(back_at=None), name="translation_down"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}"
