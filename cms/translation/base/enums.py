"""Forms of terms, and states of a segment."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormKind(models.TextChoices):
    """Whether translators should write a form, or must not."""

    APPROVED = "approved", _("approved")
    FORBIDDEN = "forbidden", _("forbidden")


class SegmentState(models.TextChoices):
    """Where one text of a page stands in one language."""

    MISSING = "missing", _("not translated")
    NEEDS_REVISION = "needs_revision", _("needs revision")
    MACHINE = "machine", _("machine translation")
    TRANSLATED = "translated", _("translated")
    ACCEPTED = "accepted", _("accepted")


# What a person still has to do something about before it can be reviewed.
UNFINISHED: Final = frozenset(
    {SegmentState.MISSING, SegmentState.NEEDS_REVISION, SegmentState.MACHINE}
)
