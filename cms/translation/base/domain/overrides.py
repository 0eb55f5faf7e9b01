"""Values that a translation has instead of the source's: addresses, e-mails, pictures, pages."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import SegmentOverride, TranslationSource

from cms.core.sanitise import validate_safe_url


def refuse_bad_value(override: SegmentOverride) -> None:
    """Raise ValidationError unless the value could stand in the field or block it is for.

    wagtail-localize stores whatever is sent; here the block that the editor of the source fills in
    decides, with its own validators.
    """
    value = override.data
    if isinstance(value, str):
        validate_safe_url(value)
    for part in _parts(override):
        _clean(part, value)


def _parts(override: SegmentOverride) -> list[Any]:
    """Return the model field or block that the value is for; none for what is gone by now."""
    source = TranslationSource.objects.filter(object_id=override.context.object_id).first()
    if source is None:
        return []
    instance = source.as_instance()
    try:
        path = override.context.get_field_path(instance).split(".")
    except (LookupError, AttributeError):
        return []
    field = instance._meta.get_field(path[0])
    return [block_at(field.stream_block, path[1:]) if isinstance(field, StreamField) else field]


def block_at(block: Any, path: list[str]) -> Any:
    """Return the block definition at a path of names; raises KeyError for what is no more."""
    for name in path:
        is_list = isinstance(block, blocks.ListBlock)
        block = block.child_block if is_list else block.child_blocks[name]
    return block


def _clean(part: Any, value: Any) -> None:
    if isinstance(part, blocks.RichTextBlock):
        return  # The value is the address of one link in it.
    if isinstance(part, blocks.FieldBlock):
        part.field.clean(value)
    elif not isinstance(part, blocks.Block):
        part.clean(value, None)
