"""The term base: official Polish terms and how they are said in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.core import locales
from cms.translation.base.enums import FormKind


class Term(ClusterableModel):
    """An official term in the source language, as it stands in a dictionary."""

    term = models.CharField(
        _("Polish term"),
        max_length=160,
        unique=True,
        help_text=_("In its basic form; inflected forms are recognised."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        max_length=1000,
        help_text=_("What it means, or where the law defines it. Translators read it."),
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("note"),
        InlinePanel(
            "forms",
            label=pgettext_lazy("a term in another language", "form"),
            heading=_("In other languages"),
        ),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("term",)

    def __str__(self) -> str:
        found: str = self.term
        return found


class TermForm(models.Model):
    """A way to say a term in a language, good or bad."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="forms")
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[(code, locales.NAMES[code]) for code in locales.TARGETS],
    )
    kind = models.CharField(
        _("kind"), max_length=9, choices=FormKind.choices, default=FormKind.APPROVED
    )
    text = models.CharField(_("text"), max_length=160)

    panels = [FieldPanel("language"), FieldPanel("kind"), FieldPanel("text")]

    class Meta:
        ordering = ("language", "kind", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "text"], name="translation_form_once_a_term"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
