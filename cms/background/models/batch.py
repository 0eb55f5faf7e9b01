"""Long work that somebody started and watches: a batch, and an item for each part of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ItemState(models.TextChoices):
    """What became of one item."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Batch(models.Model):
    """Work on many things at once. Times are UTC; ``finished_at`` is set when no item waits."""

    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    total = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    # When a worker last did something for it: one that stands still is started again.
    touched_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "core"
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["touched_at"], condition=Q(finished_at=None), name="batch_unfinished"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def done(self) -> int:
        """How many items are done, counted now."""
        return self.items.filter(state=ItemState.DONE).count()

    @property
    def failed(self) -> int:
        """How many items were refused or have failed for good, counted now."""
        return self.items.filter(state=ItemState.FAILED).count()


class BatchItem(models.Model):
    """One part of a batch. ``args`` are numbers and short identifiers, nobody's data."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    # Counted and committed before the work: an item that kills its process is counted as well.
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    message = models.TextField(blank=True)

    class Meta:
        app_label = "core"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["batch", "key"], name="one_item_per_batch_and_key")
        ]
        indexes = [models.Index(fields=["batch", "state", "id"], name="batch_item_state")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.key} {self.state}"
