"""A request that is still being written."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core import locales

LOCALES = [(code, locales.NAMES[code]) for code in locales.CODES]


class RequestDraft(models.Model):
    """Answers so far, found by a private link; gone ``REQUEST_DRAFT_DAYS`` after the last change.

    ``answers`` holds, by step, what was typed, also where something is wrong with it. Once it is
    sent, answers are emptied and ``case`` leads to the case. Moments are UTC.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    locale = models.CharField(_("language"), max_length=10, choices=LOCALES)
    answers = models.JSONField(default=dict)
    case = models.OneToOneField(
        "desk.Case", null=True, on_delete=models.PROTECT, related_name="draft"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("created_at", "pk")

    def __str__(self) -> str:
        return str(self.pk)
