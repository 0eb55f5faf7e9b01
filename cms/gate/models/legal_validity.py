"""Until when the law on a page was found to be right."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LegalValidity(models.Model):
    """One row a page, for all its languages: it belongs to the translation key, not to a draft."""

    translation_key = models.UUIDField(unique=True)
    valid_until = models.DateField(_("valid until"))
    checked_at = models.DateTimeField(_("checked on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # The day of validity that people were reminded of: a new day is a new reminder.
    reminded_of = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("legal validity")
        verbose_name_plural = _("legal validity")
        ordering = ("valid_until", "pk")

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.valid_until}"

    @classmethod
    def note(cls, translation_key: Any, valid_until: date, *, user: Any) -> "LegalValidity":
        """Remember that ``user`` found the page right until ``valid_until``, that day included."""
        validity, _created = cls.objects.update_or_create(
            translation_key=translation_key,
            defaults={
                "valid_until": valid_until,
                "checked_at": timezone.now(),
                "checked_by": user,
            },
        )
        return validity
