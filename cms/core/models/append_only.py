"""What every log has: lines that are written and never changed."""

from typing import Any, NoReturn

from django.db import models
from django.db.models.functions import Now


class AppendOnlyError(TypeError):
    """Somebody tried to change a log."""


class AppendOnlyModel(models.Model):
    """A line of a log. ``recorded_at`` (UTC) is the database's own clock, whatever else is said.

    The database refuses to change, remove or replace it (``cms.core.append_only``), so foreign
    keys of a log are PROTECT, or DO_NOTHING without a constraint where what they name may go.
    """

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line. Raises AppendOnlyError for one that is there."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raise AppendOnlyError."""
        raise AppendOnlyError
