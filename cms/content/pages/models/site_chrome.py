"""What stands around every page: navigation, footer, alerts and the funding line.

Each is a translatable snippet; per locale there is one navigation, footer and funding line, and
any number of alerts.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.content.pages.blocks import FooterColumnBlock, LinkBlock
from cms.core.blocks.base import INLINE_FEATURES
from cms.core.fields import BlocksField


class SiteChromePart(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A part of the site chrome: translated by segments, drafted and published like a page."""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.locale.language_code})"


class Navigation(SiteChromePart):
    """The main menu."""

    items = BlocksField([("link", LinkBlock())], verbose_name=_("links"), max_num=7, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("items")]
    translatable_fields: ClassVar[list[Any]] = [TranslatableField("items")]

    class Meta(SiteChromePart.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigation")


class Footer(SiteChromePart):
    """The foot of every page."""

    text = RichTextField(_("text"), features=INLINE_FEATURES, blank=True)
    columns = BlocksField(
        [("column", FooterColumnBlock())], verbose_name=_("columns"), max_num=4, blank=True
    )

    panels: ClassVar[list[Any]] = [FieldPanel("text"), FieldPanel("columns")]
    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("text"),
        TranslatableField("columns"),
    ]

    class Meta(SiteChromePart.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")


class FundingLine(SiteChromePart):
    """Who pays for the programme; shown in full beside the emblem on every page."""

    text = models.TextField(_("text"), max_length=600)
    emblem = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    emblem_alt = models.CharField(_("alternative text of the emblem"), max_length=250, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("text"),
        FieldPanel("emblem"),
        FieldPanel("emblem_alt"),
    ]
    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("text"),
        SynchronizedField("emblem"),
        TranslatableField("emblem_alt"),
    ]

    class Meta(SiteChromePart.Meta):
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")


class AlertLevel(models.TextChoices):
    """How loud an alert is."""

    INFO = "info", _("information")
    WARNING = "warning", _("warning")
    URGENT = "urgent", _("urgent")


class AlertBanner(SiteChromePart):
    """A notice at the top of every page while it is live; it may be scheduled."""

    level = models.CharField(
        _("level"), max_length=8, choices=AlertLevel.choices, default=AlertLevel.INFO
    )
    title = models.CharField(_("title"), max_length=120)
    text = RichTextField(_("text"), features=INLINE_FEATURES, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page to read on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("level"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("page"),
    ]
    translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("level"),
        TranslatableField("title"),
        TranslatableField("text"),
        SynchronizedField("page"),
    ]

    class Meta(SiteChromePart.Meta):
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def __str__(self) -> str:
        return self.title
