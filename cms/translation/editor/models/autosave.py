"""What somebody has typed and not saved: nobody else sees it, and it counts for nothing."""

from django.conf import settings
from django.db import models

from .segment_position import SegmentPosition


class UnsavedText(SegmentPosition):
    """A text as it stood in a person's field when they last paused.

    ``seen`` is ``version()`` of the translation that stood there when they began.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    seen = models.CharField(max_length=64)
    typed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "context", "string", "user"],
                name="workbench_one_unsaved_text",
            )
        ]

    def __str__(self) -> str:
        return f"unsaved text {self.pk}"
