"""Things to bring or to do, in any order."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import BodyStructBlock


class ChecklistJSON(TypedDict):
    """``items`` are plain texts; ``title`` may be empty."""

    title: str
    items: list[str]


class ChecklistBlock(BodyStructBlock):
    """A list to tick off."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)
    items = blocks.ListBlock(blocks.CharBlock(max_length=250), label=_("Items"), min_num=1)

    class Meta:
        icon = "tick-inverse"
        label = _("Checklist")
        group = _("Lists")

    def represent(self, value: blocks.StructValue, _reader: object) -> ChecklistJSON:
        """Return the items in order."""
        return {"title": value["title"], "items": list(value["items"])}
