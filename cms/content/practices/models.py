"""Good practices from elsewhere: what was wrong, what was done, what came of it."""

from typing import TYPE_CHECKING, ClassVar, TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail_localize.fields import TranslatableField

from cms.core.blocks.base import PROSE_FEATURES
from cms.core.models import BasePage
from cms.core.models.page import BasePageJSON
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.json_types import Html
from cms.core.representations.source_facts import facts_of, place_of
from cms.core.sanitise import safe_url, validate_safe_url

from .rules.countries import country_choices

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class PracticeCardJSON(PageCardJSON):
    """``country`` is an ISO 3166-1 alpha-2 code."""

    country: str
    organisation: str


class PracticeIndexPageJSON(BasePageJSON):
    """``practices`` are the public ones, in the order of the source's tree."""

    practices: list[PracticeCardJSON]


class PracticeContactJSON(TypedDict):
    """Whom to ask about a practice; every value may be empty."""

    name: str
    email: str
    url: str


class PracticePageJSON(BasePageJSON):
    """``country`` is an ISO 3166-1 alpha-2 code."""

    country: str
    organisation: str
    problem_html: Html
    approach_html: Html
    result_html: Html
    contact: PracticeContactJSON


class PracticeIndexPage(BasePage):
    """Lists the practices below it, in the editors' order."""

    search_kind: ClassVar[str] = "practice"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]
    page_description = _("Lists good practices in the order in which they stand below it.")

    class Meta:
        verbose_name = _("list of good practices")
        verbose_name_plural = _("lists of good practices")

    def represent(self, reader: "Reader") -> PracticeIndexPageJSON:
        """Return the list's fields; practices without a public version are left out."""
        return {**super().represent(reader), "practices": _cards(self, reader)}


class PracticePage(BasePage):
    """How somebody elsewhere solved a problem we have as well.

    Country, organisation and contact hold for all languages: only the source page's count.
    """

    country = models.CharField(
        _("country"),
        max_length=2,
        choices=country_choices,
        help_text=_("Where it was done. Holds for all languages."),
    )
    organisation = models.CharField(
        _("organisation"),
        max_length=200,
        help_text=_("Who did it, by its own name. Holds for all languages."),
    )
    problem = RichTextField(
        _("problem"),
        features=PROSE_FEATURES,
        help_text=_("What was wrong, and for whom?"),
    )
    approach = RichTextField(
        _("approach"),
        features=PROSE_FEATURES,
        help_text=_("What was done, by whom, with what means?"),
    )
    result = RichTextField(
        _("result"),
        features=PROSE_FEATURES,
        help_text=_("What came of it? Give numbers where there are any."),
    )
    contact_name = models.CharField(
        _("name"), max_length=160, blank=True, help_text=_("A person, a team or an office.")
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_url = models.URLField(
        _("web site"), max_length=500, blank=True, validators=[validate_safe_url]
    )

    search_kind: ClassVar[str] = "practice"
    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("How somebody elsewhere solved a problem: problem, approach, result.")

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("country"), FieldPanel("organisation")], heading=_("Where and who")
        ),
        MultiFieldPanel(
            [FieldPanel("problem"), FieldPanel("approach"), FieldPanel("result")],
            heading=_("The practice"),
        ),
        *BasePage.content_panels[2:3],
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_url")]),
            ],
            heading=_("Contact"),
            help_text=_("Whom readers may ask. Holds for all languages."),
        ),
        *BasePage.content_panels[3:],
    ]
    translatable_fields = [
        *BasePage.translatable_fields,
        TranslatableField("problem"),
        TranslatableField("approach"),
        TranslatableField("result"),
    ]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    def represent(self, reader: "Reader") -> PracticePageJSON:
        """Return the practice's fields; the facts are those of the source page."""
        facts = facts_of(self, reader)
        return {
            **super().represent(reader),
            "country": facts.country,
            "organisation": facts.organisation,
            "problem_html": reader.html(self.problem),
            "approach_html": reader.html(self.approach),
            "result_html": reader.html(self.result),
            "contact": {
                "name": facts.contact_name,
                "email": facts.contact_email,
                "url": safe_url(facts.contact_url),
            },
        }


def _cards(index: PracticeIndexPage, reader: "Reader") -> list[PracticeCardJSON]:
    """Return cards of the practices below ``index``, each in the best language."""
    practices = list(PracticePage.objects.child_of(place_of(index, reader)).order_by("path"))
    cards = {card["id"]: card for card in reader.cards(practices)}
    best = ((practice, reader.best(practice.pk)) for practice in practices)
    return [
        {**cards[page.pk], "country": practice.country, "organisation": practice.organisation}
        for practice, page in best
        if page is not None
    ]
