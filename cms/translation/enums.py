"""Words of the term base."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormKind(models.TextChoices):
    """Whether translators should write a form, or must not."""

    APPROVED = "approved", _("approved")
    FORBIDDEN = "forbidden", _("forbidden")
