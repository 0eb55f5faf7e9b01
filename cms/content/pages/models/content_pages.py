"""Home, sections and content pages."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.models import BasePage
from cms.core.models.page import BasePageJSON
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.images import ImageJSON

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class HomePageJSON(BasePageJSON):
    """``sections`` are the live children that stand in menus."""

    hero_image: ImageJSON | None
    sections: list[PageCardJSON]


class SectionPageJSON(BasePageJSON):
    """``children`` are the live children."""

    children: list[PageCardJSON]


class HomePage(BasePage):
    """A locale's home. Its slug is the locale's code, so the tree's paths are the site's."""

    hero_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_alt = models.CharField(
        _("alternative text of the picture"),
        max_length=250,
        blank=True,
        help_text=_("What would you say about the picture to somebody on the phone?"),
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    page_description = _("The first page of a language.")

    content_panels = [
        *BasePage.content_panels[:2],
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_alt")], heading=_("Picture")),
        *BasePage.content_panels[2:],
    ]
    translatable_fields = [
        *(field for field in BasePage.translatable_fields if field.field_name != "slug"),
        SynchronizedField("hero_image"),
        TranslatableField("hero_alt"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def clean(self) -> None:
        """Raise ``ValidationError`` for a slug other than the locale's code, or no alt text."""
        super().clean()
        if self.locale_id and self.slug != self.locale.language_code:
            raise ValidationError({"slug": _("A home page's slug is the code of its language.")})
        if self.hero_image_id and not self.hero_alt:
            raise ValidationError(
                {"hero_alt": _("Describe the picture for those who cannot see it.")}
            )

    def represent(self, reader: "Reader") -> HomePageJSON:
        """Return the home page's fields; ``sections`` follow the source's tree order."""
        return {
            **super().represent(reader),
            "hero_image": reader.image(self.hero_image, alt=self.hero_alt),
            "sections": reader.cards(source_children(self, reader).filter(show_in_menus=True)),
        }


class SectionPage(BasePage):
    """A page that gathers others."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.SectionPage"]
    page_description = _("Gathers pages on one subject and lists them.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def represent(self, reader: "Reader") -> SectionPageJSON:
        """Return the section's fields; ``children`` follow the source's tree order."""
        return {
            **super().represent(reader),
            "children": reader.cards(source_children(self, reader)),
        }


class ContentPage(BasePage):
    """A page of text: a guide, a contact page, a declaration."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Text, pictures, steps, tables: a guide or any other page to read.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


def source_children(page: Page, reader: "Reader") -> models.QuerySet[Page]:
    """Return the children of the page's source version, in tree order; only ids are loaded.

    Lists follow the source tree, so a page that is not translated yet is still found.
    """
    reader.pages.look_up(ids=[page.pk] if page.pk else [])
    source = reader.pages.source(page.translation_key) or page
    rows: models.QuerySet[Page] = Page.objects.child_of(source).order_by("path").only("pk")
    return rows
