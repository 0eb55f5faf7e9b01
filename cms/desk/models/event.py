"""The log of a case: written, never changed."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import DO_NOTHING
from django.utils.translation import gettext_lazy as _

from cms.desk.enums import Action, CaseState


class AppendOnlyError(TypeError):
    """Somebody tried to change the log."""


class CaseEvent(models.Model):
    """One thing that happened. Moment UTC; ``detail`` names ids, days and numbers, never people.

    ``by`` is nobody when the sender or the system acted, and an account that may be gone: deleting
    an account changes no log. The database itself refuses changes (``append_only``).
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

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's own signature.
        """Write a new line. Raises AppendOnlyError for one that is there."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # noqa: ANN401  As above.
        """Raise AppendOnlyError."""
        raise AppendOnlyError
