"""What people say, and what our texts say instead."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel

from cms.core import locales


class Synonym(models.Model):
    """Words that lead to others in one language; both sides are lists with commas."""

    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[(code, locales.NAMES[code]) for code in locales.CODES],
    )
    said = models.CharField(
        _("people say"),
        max_length=400,
        help_text=_("Words as readers type them, with commas between them."),
    )
    meant = models.CharField(
        _("we say"),
        max_length=400,
        help_text=_("Words of our texts, with commas between them. Any of them will be found."),
    )

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("language")]),
        FieldPanel("said"),
        FieldPanel("meant"),
    ]

    class Meta:
        verbose_name = _("word people say")
        verbose_name_plural = _("words people say")
        ordering = ("language", "said", "pk")

    def __str__(self) -> str:
        return f"{self.language}: {self.said} → {self.meant}"

    def clean(self) -> None:
        """Raise ``ValidationError`` for a side that holds no word."""
        super().clean()
        empty: dict[str, Any] = {
            name: _("Write at least one word.")
            for name in ("said", "meant")
            if not phrases(getattr(self, name))
        }
        if empty:
            raise ValidationError(empty)


def phrases(text: str) -> list[str]:
    """Return the phrases of a list with commas."""
    parts = (part.strip() for part in text.split(","))
    return [part for part in parts if any(letter.isalnum() for letter in part)]
