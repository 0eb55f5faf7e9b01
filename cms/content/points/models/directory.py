"""The page that lists the information points."""

from typing import TYPE_CHECKING, ClassVar, Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from cms.core.models import BasePage
from cms.delivery.region import region
from cms.delivery.region.dot_map import represent_region

from .filters import represent_filters
from .json_types import DirectoryPageJSON

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

SLUG: Final = "points"  # On leaflets, in every language; the same as in the API.


class DirectoryPage(BasePage):
    """Lists the points below it, with filters and a map. One a language, at a fixed address."""

    search_kind: ClassVar[str] = "point"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["points.InformationPoint"]
    max_count_per_parent = 1
    page_description = _("Lists information points, with filters, opening hours and a map.")

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]
    translatable_fields = [
        field for field in BasePage.translatable_fields if field.field_name != "slug"
    ]

    class Meta:
        verbose_name = _("directory of information points")
        verbose_name_plural = _("directories of information points")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Fix the address before it is checked. Raises ``ValidationError``."""
        self.slug = SLUG
        super().full_clean(*args, **kwargs)

    def represent(self, reader: "Reader") -> DirectoryPageJSON:
        """Return the directory's fields; the points themselves come from their own endpoint."""
        return {
            **super().represent(reader),
            "filters": represent_filters(reader),
            "region": represent_region(region(), reader.locale_code),
        }
