"""Words that chapters share: for whom they are, and the glossary."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from cms.content.handbook.rules.anchors import MAX_LENGTH, anchor_of, free
from cms.core.blocks.base import INLINE_FEATURES


class Audience(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A kind of reader, such as social workers."""

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("Whom a chapter is for, in the plural: “Social workers”."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("name")]
    translatable_fields: ClassVar[list[Any]] = [TranslatableField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class GlossaryTerm(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A word of law or administration, explained.

    ``anchor`` is made of the first wording and stays, in every language: links lead to it.
    """

    term = models.CharField(
        _("term"),
        max_length=120,
        help_text=_("As it stands in the text, in the singular: “residence card”."),
    )
    definition = RichTextField(
        _("definition"),
        features=INLINE_FEATURES,
        help_text=_("One or two plain sentences that do not need the term itself."),
    )
    anchor = models.SlugField(_("anchor"), max_length=MAX_LENGTH, blank=True, editable=False)

    panels: ClassVar[list[Any]] = [FieldPanel("term"), FieldPanel("definition")]
    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("term"),
        TranslatableField("definition"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("term", "pk")

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the first time with an anchor that no other term has."""
        if not self.anchor:
            wanted = anchor_of(self.term)
            others = type(self).objects.filter(anchor__startswith=wanted)
            self.anchor = free(wanted, set(others.values_list("anchor", flat=True)))
        super().save(*args, **kwargs)
