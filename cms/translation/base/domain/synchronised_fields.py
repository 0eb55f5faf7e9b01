"""What translations take from their source as it is: tones, levels, telephone numbers.

wagtail-localize copies these values whenever a translation is saved and keeps no segment of them,
so a live translation that was made from other values is behind, although no text has changed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationSource

from cms.core.blocks.table_keys import COLUMNS, ROWS

# The leaves that wagtail-localize extracts, as strings or as values that may be overridden.
_SEGMENTS: Final = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.BlockQuoteBlock,
    blocks.RichTextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.ChooserBlock,
)
_Leaf = tuple[str, str]


def copied_values(source: TranslationSource) -> Iterator[_Leaf]:
    """Yield the copied values of a stored source."""
    model: Any = source.specific_content_type.model_class()
    return values_of(model, json.loads(source.content_json))


def content_of(instance: Any) -> dict[str, Any]:
    """Return the fields of a page or snippet as they are stored."""
    if isinstance(instance, ClusterableModel):
        content: dict[str, Any] = instance.serializable_data()
        return content
    return dict(get_serializable_data_for_fields(instance))


def values_of(model: Any, content: Mapping[str, Any]) -> Iterator[_Leaf]:
    """Yield (content path, JSON) of every value of a stream field that is no segment."""
    for translatable in get_translatable_fields(model):
        field = translatable.get_field(model)
        if isinstance(field, StreamField):
            yield from _walk(field.stream_block, json.loads(content[field.name]), field.name)


def _walk(block: blocks.Block, raw: Any, path: str) -> Iterator[_Leaf]:
    if isinstance(block, (blocks.BaseStreamBlock, blocks.BaseStructBlock, blocks.ListBlock)):
        for name, child, value in _children(block, raw or []):
            yield from _walk(child, value, f"{path}.{name}")
    elif not isinstance(block, _SEGMENTS) and raw not in (None, ""):
        yield path, json.dumps(without_texts(block, raw), sort_keys=True)


def _children(block: Any, raw: Any) -> Iterator[tuple[str, blocks.Block, Any]]:
    """Yield (name, definition, stored value) of what stands in ``block``; unknown types do not."""
    if isinstance(block, blocks.ListBlock):
        for index, item in enumerate(raw):
            is_bare = not isinstance(item, dict) or "value" not in item
            yield str(index), block.child_block, item if is_bare else item["value"]
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield name, child, dict(raw).get(name)
    else:
        for item in raw:
            if item["type"] in block.child_blocks:
                yield item.get("id", ""), block.child_blocks[item["type"]], item["value"]


def without_texts(block: blocks.Block, raw: Any) -> Any:
    """Return ``raw`` without a table's cells, which are segments: only where they stand.

    Its rows' and columns' keys say nothing to readers.
    """
    if hasattr(block, "get_translatable_segments") and isinstance(raw, dict):
        rest = {name: each for name, each in raw.items() if name not in (ROWS, COLUMNS)}
        return {**rest, "data": [[bool(cell) for cell in row] for row in raw.get("data", [])]}
    return raw
