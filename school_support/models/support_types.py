"""What schools may ask for: a list that editors keep and translators translate."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import TranslatableField


class SupportKind(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A kind of support, such as additional Polish lessons.

    What the law allows (hours, months) changes, so it is a dated text: shown from
    ``allowance_from`` until the end of ``allowance_until``, days in Warsaw. The dates, the order
    and whether it is asked what was tried are facts of the Polish text, read there for every
    language.
    """

    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(
        _("description"), max_length=600, blank=True, help_text=_("In one or two sentences.")
    )
    allowance = models.TextField(
        _("what the law allows"),
        max_length=600,
        blank=True,
        help_text=_("Hours and months, with the legal basis. Shown only within the dates below."),
    )
    allowance_from = models.DateField(_("in force from"), null=True, blank=True)
    allowance_until = models.DateField(_("in force until"), null=True, blank=True)
    asks_what_was_tried = models.BooleanField(_("ask what the school has tried"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("allowance"),
                FieldRowPanel([FieldPanel("allowance_from"), FieldPanel("allowance_until")]),
            ],
            heading=_("What the law allows"),
        ),
        FieldPanel("asks_what_was_tried"),
        FieldPanel("order"),
    ]
    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("name"),
        TranslatableField("description"),
        TranslatableField("allowance"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("kind of support")
        verbose_name_plural = _("kinds of support")
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse dates in the wrong order."""
        super().clean()
        begins, ends = self.allowance_from, self.allowance_until
        if begins and ends and ends < begins:
            raise ValidationError({"allowance_until": _("This day is before the first one.")})
