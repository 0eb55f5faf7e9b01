"""The page of an activity, and the page that lists them."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from cms.core.models import BasePage
from cms.core.phone_fields import PhoneField
from cms.core.representations.source_facts import facts_of
from cms.delivery.region import region
from cms.delivery.region.dot_map import represent_region
from events.enums import FAMILIES, Family, Kind, Party

from .json_types import ActivityIndexPageJSON, ActivityPageJSON
from .serializers import public_activities, public_groups, represent_activity, represent_filters

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

SLUG: Final = "activities"  # On leaflets, in every language; the same as in the API.


class ActivityIndexPage(BasePage):
    """Lists the activities below it and shows them by day. One a language, at a fixed address."""

    search_kind: ClassVar[str] = "activity"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.ActivityPage"]
    max_count_per_parent = 1
    page_description = _("Lists activities, courses and trainings, with filters and a calendar.")

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]
    translatable_fields: ClassVar[list[Any]] = [
        field for field in BasePage.translatable_fields if field.field_name != "slug"
    ]

    class Meta:
        verbose_name = _("list of activities")
        verbose_name_plural = _("lists of activities")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Fix the address before it is checked. Raises ``ValidationError``."""
        self.slug = SLUG
        super().full_clean(*args, **kwargs)

    def represent(self, reader: "Reader") -> ActivityIndexPageJSON:
        """Return the page's fields; the activities themselves come from their own endpoint."""
        groups = public_groups(public_activities(ActivityPage, reader.visibility))
        return {**super().represent(reader), "filters": represent_filters(groups, reader)}


class ActivityPage(BasePage):
    """What people can take part in. Everything but the texts holds for all languages.

    Only the source page's facts count; those on a translation's row are never read. Groups, dates
    and places are rows of their own (:mod:`events.models.group`), so that no draft, no older
    revision and no translation changes them.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    party = models.CharField(_("who signs up"), max_length=10, choices=Party.choices)
    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    phone = PhoneField(_("phone"), blank=True)
    email = models.EmailField(_("email"), blank=True)

    search_kind: ClassVar[str] = "activity"
    parent_page_types: ClassVar[list[str]] = ["events.ActivityIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("An activity, a course or a training that people sign up for.")

    edit_handler = TabbedInterface(
        [
            ObjectList([*BasePage.content_panels], heading=_("Text")),
            ObjectList(
                [
                    HelpPanel(
                        content=_(
                            "These facts hold for all languages: write them once, on the Polish "
                            "page, and publish. Groups, dates and places are kept at the "
                            "organiser's desk."
                        )
                    ),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("party")]),
                    MultiFieldPanel(
                        [
                            FieldPanel("organiser"),
                            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                        ],
                        heading=_("Whom people can ask"),
                    ),
                ],
                heading=_("Facts"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ],
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    @property
    def family(self) -> Family:
        """The kind as the API's clients choose by it."""
        return FAMILIES[Kind(self.kind)]

    def represent(self, reader: "Reader") -> ActivityPageJSON:
        """Return the page's fields; groups and dates are said by their own endpoint."""
        facts = facts_of(self, reader)
        return {
            **super().represent(reader),
            "activity": {"id": facts.pk, **represent_activity(facts)},
            "region": represent_region(region(), reader.locale_code),
        }
