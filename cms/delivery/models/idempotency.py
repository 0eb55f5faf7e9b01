"""What was answered to a request that may be sent again."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.db import models
from django.utils import timezone

KEPT: Final = timedelta(days=1)


class IdempotentAnswer(models.Model):
    """The answer to the first request with an ``Idempotency-Key``, written with its effect.

    ``key_digest`` is of the scope and the key, ``body_digest`` of what was sent with it.
    ``subject_id`` names what came of it; neither personal data nor a private link is stored, the
    answer is made of the subject again. Goes after a day.
    """

    scope = models.CharField(max_length=60)
    key_digest = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField(default=dict)
    subject_id = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        app_label = "core"
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scope", "key_digest"], name="core_one_answer_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.pk}"

    @classmethod
    def forget(cls, now: datetime | None = None) -> int:
        """Delete the answers of more than a day ago; return how many."""
        old = cls.objects.filter(created_at__lt=(now or timezone.now()) - KEPT)
        return old.delete()[0]
