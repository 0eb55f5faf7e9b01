"""Filters of the editor, and what QA checks find."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Show(models.TextChoices):
    """Which segments of a translation are shown; empty for all of them."""

    ALL = "", _("All")
    UNFINISHED = "unfinished", _("Unfinished")
    NEEDS_REVISION = "needs_revision", _("Polish text changed")
    MACHINE = "machine", _("Machine translation")
    TO_ACCEPT = "to_accept", _("To accept")
    WARNINGS = "warnings", _("With warnings")
    COMMENTS = "comments", _("With open comments")


class QaCheck(models.TextChoices):
    """What looks wrong in a translation without knowing its language."""

    SAME = "same", _("The same as the Polish text.")
    SPACES = "spaces", _("Spaces at the beginning or end, or two in a row.")
    ENDING = "ending", _("Ends with another punctuation mark than the Polish text.")
    LONG = "long", _("More than 255 characters: too long for a title.")
    SLUG = "slug", _("An address has small Latin letters, digits and hyphens only.")
