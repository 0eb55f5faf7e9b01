"""Where a segment stands, in the words of the editor of the source: “Steps › 2 › Title”."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource

from cms.core.blocks.table import TranslatableTableBlock, place_of


@dataclass(frozen=True, slots=True)
class Label:
    """``section`` is equal for the segments of one field or block, ``heading`` its name.

    ``detail`` tells the segments of a section apart; it may be empty.
    """

    section: str
    heading: str
    detail: str = ""


class Labels:
    """Names the places of one source; reads nothing but what the source row holds."""

    def __init__(self, source: TranslationSource) -> None:
        self._model: Any = source.specific_content_type.model_class()
        self._content: dict[str, Any] = json.loads(source.content_json)

    def of(self, path: str) -> Label:
        """Return the label of a content path; of an unknown one its first word stands for it."""
        name, _dot, rest = path.partition(".")
        field = next((each for each in self._model._meta.get_fields() if each.name == name), None)
        if isinstance(field, StreamField):
            return self._block_label(field, rest.split("."), path)
        verbose = str(getattr(field, "verbose_name", name))
        return Label(name, capfirst(verbose))

    def _block_label(self, field: Any, components: list[str], path: str) -> Label:
        raw = self._content.get(field.name) or "[]"
        stored = json.loads(raw) if isinstance(raw, str) else raw
        names = list(_walk(field.stream_block, stored, components))
        section = f"{field.name}.{components[0]}"
        if not names:
            return Label(section, capfirst(str(field.verbose_name)), path)
        return Label(section, names[0], " › ".join(names[1:]))


def _walk(block: Any, raw: Any, components: list[str]) -> Iterator[str]:
    """Yield the names on the way down to a place, as far as they are known."""
    if not components:
        return
    name, *rest = components
    if isinstance(block, blocks.BaseStructBlock) and name in block.child_blocks:
        child = block.child_blocks[name]
        yield capfirst(str(child.label or name))
        yield from _walk(child, dict(raw or {}).get(name), rest)
    elif isinstance(block, TranslatableTableBlock):
        if place := place_of(dict(raw or {}), name):
            row, column = place[0] + 1, place[1] + 1
            yield _("row %(row)d, column %(column)d") % {"row": row, "column": column}
    elif isinstance(block, (blocks.ListBlock, blocks.BaseStreamBlock)):
        yield from _walk_list(block, raw or [], name, rest)


def _walk_list(block: Any, raw: list[Any], name: str, rest: list[str]) -> Iterator[str]:
    for index, item in enumerate(raw):
        if not isinstance(item, dict) or item.get("id") != name:
            continue
        if isinstance(block, blocks.ListBlock):
            yield _("no. %(number)d") % {"number": index + 1}
            yield from _walk(block.child_block, item["value"], rest)
        elif item["type"] in block.child_blocks:
            child = block.child_blocks[item["type"]]
            yield capfirst(str(child.label or item["type"]))
            yield from _walk(child, item["value"], rest)
