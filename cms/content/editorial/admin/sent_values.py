"""What somebody sent with a form, by the labels that stood above it on the page."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.forms import BaseForm
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ChooserBlock, ListBlock
from wagtail.blocks.base import BlockField

_ROW: Final = re.compile(r"(\d{1,4})-(.+)")  # Of a list of blocks, or of a formset.
_VALUE: Final = re.compile(r"value(?:-(.+))?")
# What pages carry along beside their forms.
_CARRIED: Final = re.compile(
    r"next|seen|shown|loaded_revision_\w+|overwrite_revision_id|action-\w+"
)
_COUNTS: Final = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")
_BETWEEN: Final = " – "


def labelled(form: BaseForm | None, sent: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield label and value of what a person can have typed.

    Counts and keys that only scripts and pages fill are left out, where the form is known; without
    one, names stand for labels.
    """
    for name, value in sent:
        label = name if form is None else label_of(form, name)
        if label and not (_CARRIED.fullmatch(name) or name.endswith(_COUNTS)):
            yield label, _plain(value)


def label_of(form: BaseForm, name: str) -> str:
    """Return what stands above a field; nothing for what stands on no page, and other names."""
    for key, field in form.fields.items():
        own = form[key].html_name
        if name == own:
            return str(form[key].label)
        if name.startswith(f"{own}-") and isinstance(field, BlockField):
            parts = list(_of_block(field.block, name, own, form.data))
            return _BETWEEN.join([str(form[key].label), *parts]) if all(parts) else ""
        if re.fullmatch(rf"{re.escape(own)}[_-]\w+", name):  # Widgets of several inputs.
            return str(form[key].label)
    formsets: Mapping[str, Any] = getattr(form, "formsets", {})
    found = (_of_formset(each, name) for each in formsets.values() if _is_below(each.prefix, name))
    return next(found, name)


def _is_below(prefix: str, name: str) -> bool:
    return name.startswith(f"{prefix}-")


def _of_formset(formset: Any, name: str) -> str:
    """Return the label of a field in a row, with the row's number."""
    row = _ROW.fullmatch(name.removeprefix(f"{formset.prefix}-"))
    field = formset.form.base_fields.get(row[2]) if row else None
    return f"{field.label or row[2]} ({int(row[1]) + 1})" if row and field else ""


def _of_block(block: Block, name: str, prefix: str, data: Mapping[str, str]) -> Iterator[str]:
    """Yield the labels on the way to a block's value; an empty one for what nobody types."""
    rest = name.removeprefix(f"{prefix}-")
    if isinstance(block, BaseStructBlock):
        key = next((key for key in block.child_blocks if f"{rest}-".startswith(f"{key}-")), "")
        yield from _of_child(block.child_blocks.get(key), name, f"{prefix}-{key}", data)
    elif isinstance(block, BaseStreamBlock | ListBlock):
        row = _ROW.fullmatch(rest)
        if row is None or not _VALUE.fullmatch(row[2]):
            yield ""
            return
        kind = data.get(f"{prefix}-{row[1]}-type", "")
        child = block.child_block if isinstance(block, ListBlock) else block.child_blocks.get(kind)
        yield from _of_child(child, name, f"{prefix}-{row[1]}-value", data)


def _of_child(
    child: Block | None, name: str, prefix: str, data: Mapping[str, str]
) -> Iterator[str]:
    if child is None:
        yield name
        return
    # A chooser sends a number that says nothing to anybody.
    yield "" if isinstance(child, ChooserBlock) else str(child.label or child.name)
    if name != prefix:
        yield from _of_block(child, name, prefix, data)


def _plain(value: str) -> str:
    """Return the words of a rich text as an editor's script sends it; other values as they are."""
    try:
        found = json.loads(value) if value.startswith('{"') else None
        return "\n".join(block["text"] for block in found["blocks"]) if found else value
    except (ValueError, KeyError, TypeError):
        return value
