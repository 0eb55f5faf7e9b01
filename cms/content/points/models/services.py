"""What points help with: a list that editors keep and translators translate."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import TranslatableField


class Service(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """One thing that points help with, such as residence or work."""

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("Short, as readers would say it: “Residence”, “Work”, “Health insurance”."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("name")]
    translatable_fields: ClassVar[list[Any]] = [TranslatableField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("service of points")
        verbose_name_plural = _("services of points")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
