"""The log of a case: written, never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import DO_NOTHING
from django.utils.translation import gettext_lazy as _

from cms.cases.enums import Action, CaseState
from cms.core.models import AppendOnlyModel


class CaseEvent(AppendOnlyModel):
    """One thing that happened. Moment UTC; ``detail`` names ids, days and numbers, never people.

    ``by`` is nobody when the sender or the system acted, and an account that may be gone: deleting
    an account changes no log. The database itself refuses changes.
    """

    case = models.ForeignKey("desk.Case", on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    action = models.CharField(max_length=24, choices=Action.choices)
    state = models.CharField(max_length=12, choices=CaseState.choices)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("pk",)

    def __str__(self) -> str:
        return f"{self.action} {self.pk}"
