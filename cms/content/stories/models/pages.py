"""Stories of people, and the page that lists them."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import TranslatableField

from cms.core.models import BasePage
from cms.core.representations.images import ImageJSON
from cms.core.representations.source_facts import facts_of

from .forms import StoryForm
from .json_types import StoryIndexPageJSON, StoryPageJSON
from .serializers import neighbours, story_cards

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class StoryIndexPage(BasePage):
    """Lists the stories below it, the newest first."""

    search_kind: ClassVar[str] = "story"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["stories.StoryPage"]
    page_description = _("Lists success stories, the newest first.")

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def represent(self, reader: "Reader") -> StoryIndexPageJSON:
        """Return the list's fields; stories without a public version are left out."""
        return {
            **super().represent(reader),
            "stories": story_cards(self, StoryPage, reader),
        }


class StoryPage(BasePage):
    """What one person made of their new start, told with their consent.

    ``portrait`` and ``is_pseudonym`` hold for all languages: only the source page's count.
    """

    person = models.CharField(
        _("person"),
        max_length=120,
        help_text=_("A first name, or the pseudonym the person has chosen."),
    )
    is_pseudonym = models.BooleanField(
        _("this is a pseudonym"),
        default=False,
        help_text=_("Readers are told that the name has been changed. Holds for all languages."),
    )
    origin = models.CharField(
        _("origin"),
        max_length=120,
        blank=True,
        help_text=_("Where the person comes from: a country or a town."),
    )
    place = models.CharField(
        _("place"),
        max_length=120,
        blank=True,
        help_text=_("Where the person lives now."),
    )
    quote = models.TextField(
        _("quote"),
        max_length=400,
        blank=True,
        help_text=_("One sentence in the person's own words, without quotation marks."),
    )
    portrait = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Showing somebody's likeness needs a consent of its own. Holds for all languages."
        ),
    )
    portrait_alt = models.CharField(
        _("alternative text of the portrait"),
        max_length=250,
        blank=True,
        help_text=_("What would you say about the picture to somebody on the phone?"),
    )

    search_kind: ClassVar[str] = "story"
    parent_page_types: ClassVar[list[str]] = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One person's story. It needs the person's consent to be published.")
    base_form_class = StoryForm

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels[:1],
        MultiFieldPanel(
            [
                FieldPanel("person"),
                FieldPanel("is_pseudonym"),
                FieldPanel("origin"),
                FieldPanel("place"),
            ],
            heading=_("Person"),
        ),
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_alt")], heading=_("Portrait")
        ),
        FieldPanel("quote"),
        *BasePage.content_panels[1:],
    ]
    translatable_fields = [
        *BasePage.translatable_fields,
        TranslatableField("person"),
        TranslatableField("origin"),
        TranslatableField("place"),
        TranslatableField("quote"),
        TranslatableField("portrait_alt"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def clean(self) -> None:
        """Raise ``ValidationError`` for a portrait without an alternative text."""
        super().clean()
        if self.portrait_id and not self.portrait_alt:
            raise ValidationError(
                {"portrait_alt": _("Describe the picture for those who cannot see it.")}
            )

    @property
    def teaser(self) -> str:
        """The person's own words."""
        found: str = self.quote or self.lead
        return found

    def picture(self, reader: "Reader") -> ImageJSON | None:
        """Return the portrait."""
        return reader.image(facts_of(self, reader, "portrait").portrait, alt=self.portrait_alt)

    def represent(self, reader: "Reader") -> StoryPageJSON:
        """Return the story's fields; the facts are those of the source page."""
        facts = facts_of(self, reader, "portrait")
        previous, following = neighbours(facts, reader)
        return {
            **super().represent(reader),
            "person": self.person,
            "is_pseudonym": facts.is_pseudonym,
            "origin": self.origin,
            "place": self.place,
            "portrait": reader.image(facts.portrait, alt=self.portrait_alt),
            "quote": self.quote,
            "previous": previous,
            "next": following,
        }
