"""Whether pictures are described for those who cannot see them."""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from cms.translation.review.domain.check_target import CheckTarget
from cms.translation.review.enums import Problem
from cms.translation.review.rules.finding import Finding
from cms.translation.review.rules.registry import check

_FILE_NAME: Final = re.compile(r"\S{1,120}\.(jpe?g|png|gif|webp|avif|svg|heic)", re.IGNORECASE)
_ENDING: Final = "_alt"
_Picture = tuple[str, str, str]  # Content path, title of the picture, its description.


@check("alt_texts", _("Pictures without a description"))
def alt_texts(subject: CheckTarget) -> Iterator[Finding]:
    """Yield the pictures that have no description, or the name of their file for one."""
    for path, title, alt in (*_of_fields(subject.instance), *_of_streams(subject.instance)):
        if not alt.strip():
            yield Finding(Problem.NO_ALT_TEXT, path, detail=title)
        elif _FILE_NAME.fullmatch(alt.strip()):
            yield Finding(Problem.FILE_NAME_AS_ALT_TEXT, path, detail=alt)


def _of_fields(instance: Any) -> Iterator[_Picture]:
    """Yield the pictures of a model's own fields: ``hero_image`` is described by ``hero_alt``."""
    names = {field.name for field in instance._meta.concrete_fields}
    for field in instance._meta.concrete_fields:
        if not (field.is_relation and issubclass(field.related_model, get_image_model())):
            continue
        alt = f"{field.name.removesuffix('_image')}{_ENDING}"
        picture = getattr(instance, field.name, None)
        if picture is not None and alt in names:
            yield alt, picture.title, getattr(instance, alt)


def _of_streams(instance: Any) -> Iterator[_Picture]:
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            for child in getattr(instance, field.name):
                yield from _of_block(child.block, child.value, f"{field.name}.{child.id}")


def _of_block(block: Any, value: Any, path: str) -> Iterator[_Picture]:
    if isinstance(block, blocks.BaseStructBlock):
        yield from _of_struct(block, value, path)
    elif isinstance(block, blocks.ListBlock):
        for item in value.bound_blocks:
            yield from _of_block(item.block, item.value, f"{path}.{item.id}")
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _of_block(child.block, child.value, f"{path}.{child.id}")


def _of_struct(block: Any, value: Any, path: str) -> Iterator[_Picture]:
    for name, child in block.child_blocks.items():
        if isinstance(child, ImageChooserBlock) and "alt" in block.child_blocks:
            if value.get(name) is not None:
                yield f"{path}.alt", value[name].title, value.get("alt") or ""
        else:
            yield from _of_block(child, value.get(name), f"{path}.{name}")
