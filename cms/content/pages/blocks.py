"""Blocks of the site chrome: links in navigation and footer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.sanitise import validate_safe_url


class LinkBlock(blocks.StructBlock):
    """A link to a page of ours or to an address elsewhere."""

    label = blocks.CharBlock(
        label=_("Label"),
        max_length=80,
        required=False,
        help_text=_("Leave empty to use the page's title."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False, validators=(validate_safe_url,))

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Raise ``ValidationError`` unless one target is given, and a label with an address."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = _("Choose a page or give an address: one of the two.")
            raise blocks.StructBlockValidationError({"page": ValidationError(message)})
        if cleaned["url"] and not cleaned["label"]:
            message = _("A link to an address needs a label.")
            raise blocks.StructBlockValidationError({"label": ValidationError(message)})
        return cleaned


class FooterColumnBlock(blocks.StructBlock):
    """A titled list of links."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Column")
