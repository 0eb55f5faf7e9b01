"""Who translates what, and until when."""

from django.conf import settings
from django.db import models


class Assignment(models.Model):
    """A page or snippet in one language, given to a person; ``due_on`` is a day in Warsaw."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_assignments"
    )
    due_on = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="translation_one_assignment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}: {self.assignee_id}"
