"""What was answered to a request that may be sent again."""

from typing import ClassVar

from django.db import models


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
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scope", "key_digest"], name="core_one_answer_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.pk}"
