"""States of feedback."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """NEW until somebody has read it and done what there was to do."""

    NEW = "new", _("New")
    HANDLED = "handled", _("Handled")
