"""Facts of a chapter, kept once: those of the source page hold for every language.

Wagtail copies these rows with the page when a translation is made; the copies count for nothing.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.core.sanitise import safe_url, validate_safe_url

from .json_types import LegalBasisJSON


class LegalBasis(Orderable):
    """Provisions that a chapter rests on. Days are calendar dates, both inclusive."""

    page = ParentalKey("handbook.ChapterPage", on_delete=models.CASCADE, related_name="legal_basis")
    act = models.CharField(
        _("act"),
        max_length=500,
        help_text=_("The official Polish title, with date and journal reference."),
    )
    provisions = models.CharField(
        _("provisions"), max_length=250, blank=True, help_text=_("For example “art. 5 ust. 1”.")
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[validate_safe_url],
        help_text=_("The act in the official journal or in ISAP."),
    )
    valid_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Leave empty if long in force.")
    )
    valid_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day in force. Leave empty while no end is known."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("act"),
        FieldRowPanel([FieldPanel("provisions"), FieldPanel("url")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self) -> str:
        return f"{self.act} {self.provisions}".strip()

    def clean(self) -> None:
        """Raise ``ValidationError`` for an act that ends before it begins."""
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError(
                {"valid_until": _("This is before the first day in force. Correct one of the two.")}
            )

    def represent(self) -> LegalBasisJSON:
        """Return the provisions for the API."""
        return {
            "act": self.act,
            "provisions": self.provisions,
            "url": safe_url(self.url),
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_until": self.valid_until and self.valid_until.isoformat(),
        }


class ChapterTerm(models.Model):
    """A glossary term that a chapter explains."""

    page = ParentalKey(
        "handbook.ChapterPage", on_delete=models.CASCADE, related_name="chapter_terms"
    )
    term = models.ForeignKey(
        "handbook.GlossaryTerm",
        verbose_name=_("term"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [FieldPanel("term")]

    class Meta:
        verbose_name = _("term of a chapter")
        verbose_name_plural = _("terms of a chapter")

    def __str__(self) -> str:
        return str(self.term)
