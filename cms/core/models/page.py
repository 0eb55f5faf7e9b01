"""The base of every page type."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.blocks.body import BodyBlock
from cms.core.fields import BlocksField

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class BasePage(HeadlessMixin, Page):
    """A translatable page without a template: the frontend shows what the API represents.

    ``last_reviewed_on`` is a calendar date (Europe/Warsaw); readers see it together with the name.
    """

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences in plain words: what will the reader learn here?"),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("content"), blank=True)
    last_reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which somebody checked that everything on this page is still true."
        ),
    )
    last_reviewed_by = models.CharField(
        _("last reviewed by"),
        blank=True,
        max_length=120,
        help_text=_("A name or a team that readers see, for example “Legal team”."),
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("last_reviewed_on"), FieldPanel("last_reviewed_by")],
            heading=_("Review"),
        ),
    ]

    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("show_in_menus", overridable=False),
        SynchronizedField("last_reviewed_on", overridable=False),
        SynchronizedField("last_reviewed_by", overridable=False),
    ]

    # What ``represent`` returns, in its order; ``fields=`` of the API chooses from them.
    represented_fields: ClassVar[tuple[str, ...]] = ("lead", "body")

    class Meta:
        abstract = True

    @property
    def html_url(self) -> str:
        """The public address; equals the tree path because each home's slug is its locale."""
        return f"{settings.SITE_URL}{self.url_path}"

    def represent(self, reader: "Reader") -> dict[str, Any]:
        """Return the fields of this type for the API; subclasses add theirs."""
        return {"lead": self.lead, "body": reader.blocks(self.body)}
