"""Questions and answers about one text in one language."""

from django.conf import settings
from django.db import models

from .segment_position import SegmentPosition


class CommentThread(SegmentPosition):
    """What is said about one text of a translation; resolved once ``resolved_at`` (UTC) is set.

    It belongs to the place (``context``) and the Polish ``string`` there, so it outlives changes
    of the translation; where the Polish text changes, the successor shows it as well.
    """

    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "context", "string"], name="workbench_one_thread_a_text"
            )
        ]

    def __str__(self) -> str:
        return f"thread {self.pk} of translation {self.translation_id}"


class Comment(models.Model):
    """One thing somebody said; ``author`` is empty for someone whose account is gone."""

    thread = models.ForeignKey(CommentThread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"comment {self.pk}"
