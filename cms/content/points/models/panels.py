"""How the facts of a point are laid out for editors."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
)

FACTS: Final[list[Panel]] = [
    HelpPanel(
        content=_(
            "These facts hold for all languages: write them once, on the Polish page, and publish."
        )
    ),
    MultiFieldPanel(
        [
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
            FieldPanel("county"),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        ],
        heading=_("Address"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], heading=_("Contact")
    ),
    MultiFieldPanel(
        [FieldPanel("services"), FieldPanel("spoken")], heading=_("What people get help with")
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("confirmed_by")])],
        heading=_("Confirmation"),
        help_text=_("Who has checked, at the point itself, that all of this is true, and when."),
    ),
]
HOURS: Final[list[Panel]] = [
    InlinePanel(
        "hours",
        heading=_("Usual week"),
        label=_("Opening hours"),
        help_text=_(
            "Add a line for each day, and one more after a break. Days without a line are closed."
        ),
    ),
    FieldPanel("closed_on_public_holidays"),
    InlinePanel(
        "exceptions",
        heading=_("Days that are different"),
        label=_("Different hours"),
        help_text=_("Holidays of the staff, training, open days. They go before the usual week."),
    ),
]
CLOSURE: Final[list[Panel]] = [
    HelpPanel(
        content=_(
            "To close the point, write the first day without it and publish. From that day on "
            "readers of all languages are told so, and shown where to go instead. Do not unpublish "
            "the page: its address is on leaflets."
        )
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("closed_from"), FieldPanel("closed_until")]),
            PageChooserPanel("successor", "points.InformationPoint"),
        ],
        heading=_("Closure"),
    ),
]
