"""States of a release."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseState(models.TextChoices):
    """What became of a release."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("released")
    FAILED = "failed", _("failed: nothing was published")
    CANCELLED = "cancelled", _("cancelled")
    UNDONE = "undone", _("undone: as it was before")
