"""An information point."""

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, Panel, TabbedInterface

from cms.core import locales
from cms.core.models import BasePage
from cms.core.phone_fields import PhoneField
from cms.core.representations.source_facts import facts_of
from cms.delivery.region import region
from cms.delivery.region.dot_map import represent_region

from . import fact_validation, panels
from .forms import PointForm
from .json_types import InformationPointJSON
from .serializers import represent_facts, service_names

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class InformationPoint(BasePage):
    """A place where people get help. Everything but the texts holds for all languages.

    Only the source page's facts count; those on a translation's row are never read. Times are
    those of Warsaw's clocks, coordinates degrees WGS 84.
    """

    street = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(
        _("postcode"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{2}-\d{3}$", _("Write it like 61-001."))],
    )
    city = models.CharField(_("town"), max_length=80)
    county = models.CharField(
        _("county"), max_length=8, blank=True, help_text=_("Readers choose points by it.")
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        help_text=_("For example 52.40637: from a map, a right click on the entrance."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        help_text=_("For example 16.92517."),
    )
    phone = PhoneField(_("phone"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    services = ParentalManyToManyField(
        "points.Service", verbose_name=_("services"), blank=True, related_name="+"
    )
    spoken = models.JSONField(_("spoken languages"), default=list, blank=True)
    closed_on_public_holidays = models.BooleanField(
        _("closed on public holidays"),
        default=True,
        help_text=_("You need not write them down: the site knows Poland's public holidays."),
    )
    closed_from = models.DateField(
        _("closed from"), null=True, blank=True, help_text=_("The first day without the point.")
    )
    closed_until = models.DateField(
        _("closed until"),
        null=True,
        blank=True,
        help_text=_("The last day of it. Leave empty when the point is closed for good."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("where to go instead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Another point, which readers are shown the way to."),
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=120, blank=True)

    shown_snippets: ClassVar[tuple[str, ...]] = ("services",)
    search_kind: ClassVar[str] = "point"
    parent_page_types: ClassVar[list[str]] = ["points.DirectoryPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A place with an address, opening hours and services.")
    base_form_class = PointForm

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList(panels.FACTS, heading=_("Facts")),
            ObjectList(panels.HOURS, heading=_("Opening hours")),
            ObjectList(panels.CLOSURE, heading=_("Closure")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ],
        base_form_class=PointForm,
    )

    class Meta:
        verbose_name = _("information point")
        verbose_name_plural = _("information points")

    def clean(self) -> None:
        """Raise ``ValidationError`` for facts that cannot be; a translation's are not looked at."""
        super().clean()
        if self.locale_id is None or self.locale.language_code == locales.SOURCE:
            fact_validation.check_facts(self)

    def represent(self, reader: "Reader") -> InformationPointJSON:
        """Return the point's fields; whether it is open now is said by its own endpoint."""
        facts = facts_of(self, reader)
        return {
            **super().represent(reader),
            "point": represent_facts(facts, reader, service_names(reader)),
            "region": represent_region(region(), reader.locale_code),
        }
