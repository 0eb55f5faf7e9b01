"""Edits of a source of which somebody said that they change no meaning."""

from django.conf import settings
from django.db import models


class MinorEdit(models.Model):
    """Who declared which texts of a published change minor, and who took that back.

    The row stays when it is undone: what happened is told apart from what counts.
    """

    source = models.ForeignKey(
        "wagtail_localize.TranslationSource", on_delete=models.CASCADE, related_name="minor_edits"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.source_id}: {self.made_at:%Y-%m-%d}"


class MinorChange(models.Model):
    """One string of a source that took another's place, and says the same.

    ``carried`` are the texts that came to translate the new string by it, by the locale's id.
    """

    edit = models.ForeignKey(MinorEdit, on_delete=models.CASCADE, related_name="changes")
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    old = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    carried = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edit", "context", "new"], name="translation_one_minor_change"
            )
        ]

    def __str__(self) -> str:
        return f"{self.context_id}: {self.old_id} → {self.new_id}"
