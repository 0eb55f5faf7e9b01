"""The handbook: parts, and in them the chapters that practitioners read."""

from typing import TYPE_CHECKING, ClassVar

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultipleChooserPanel, Panel

from cms.core import locales
from cms.core.models import BasePage
from cms.core.representations.source_facts import facts_of

from . import serializers
from .json_types import ChapterPageJSON, HandbookPageJSON, PartPageJSON
from .outline import outline_for

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class HandbookPage(BasePage):
    """The cover of the handbook, with its table of contents."""

    search_kind: ClassVar[str] = "handbook"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["handbook.PartPage"]
    page_description = _("The cover of a handbook: lists its parts and chapters.")

    class Meta:
        verbose_name = _("handbook")
        verbose_name_plural = _("handbooks")

    def represent(self, reader: "Reader") -> HandbookPageJSON:
        """Return the handbook's fields with all parts and chapters."""
        outline = outline_for(self, reader, levels=0)
        return {**super().represent(reader), "parts": outline.part_cards()}


class PartPage(BasePage):
    """A part of the handbook: gathers chapters on one subject."""

    search_kind: ClassVar[str] = "handbook"
    parent_page_types: ClassVar[list[str]] = ["handbook.HandbookPage"]
    subpage_types: ClassVar[list[str]] = ["handbook.ChapterPage"]
    page_description = _("A part of the handbook: lists its chapters.")

    class Meta:
        verbose_name = _("part of the handbook")
        verbose_name_plural = _("parts of the handbook")

    def represent(self, reader: "Reader") -> PartPageJSON:
        """Return the part's fields with its chapters and the neighbouring parts."""
        outline = outline_for(self, reader, levels=1)
        previous, following = outline.neighbouring_parts()
        return {
            **super().represent(reader),
            "chapters": outline.cards(outline.chapters(outline.here)),
            "previous": previous,
            "next": following,
        }


class ChapterPage(BasePage):
    """A chapter. Audiences, legal basis and the choice of terms hold for all languages."""

    audiences = ParentalManyToManyField(
        "handbook.Audience",
        verbose_name=_("audiences"),
        blank=True,
        related_name="+",
        limit_choices_to={"locale__language_code": locales.SOURCE},
        help_text=_("Whom this chapter is for. Holds for all languages."),
    )

    shown_snippets: ClassVar[tuple[str, ...]] = ("audiences", "chapter_terms__term")
    search_kind: ClassVar[str] = "handbook"
    parent_page_types: ClassVar[list[str]] = ["handbook.PartPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A chapter to read: headings in it become its table of contents.")

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels[:2],
        FieldPanel("audiences", widget=CheckboxSelectMultiple),
        *BasePage.content_panels[2:3],
        MultipleChooserPanel(
            "chapter_terms",
            chooser_field_name="term",
            heading=_("Glossary"),
            label=_("Term"),
            help_text=_(
                "Terms that readers of this chapter need explained. Holds for all languages."
            ),
        ),
        InlinePanel(
            "legal_basis",
            heading=_("Legal basis"),
            label=_("Provisions"),
            help_text=_("What this chapter rests on. A change shows in all languages at once."),
        ),
        *BasePage.content_panels[3:],
    ]

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def represent(self, reader: "Reader") -> ChapterPageJSON:
        """Return the chapter's fields; the facts are those of the source page."""
        facts = facts_of(self, reader)
        outline = outline_for(self, reader, levels=2)
        previous, following = outline.neighbouring_chapters()
        return {
            **super().represent(reader),
            "number": outline.number,
            "audiences": serializers.audiences([one.pk for one in facts.audiences.all()], reader),
            "legal_basis": [basis.represent() for basis in facts.legal_basis.all()],
            "terms": serializers.terms([one.term_id for one in facts.chapter_terms.all()], reader),
            "previous": previous,
            "next": following,
        }
