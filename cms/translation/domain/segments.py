"""What a source says, and which of it a translation does not say yet."""

import hashlib
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    TranslationSource,
)

from .copied import copied_values

_SEPARATOR: Final = "\x1f"
_BLANK: Final = r"^(\s|\u00a0|&nbsp;)*$"


def digest(source: TranslationSource) -> str:
    """Return a SHA-256 of everything in ``source`` that a translation depends on, in hex.

    Equal digests mean equal segments and copied values: a source edited back to its old text is
    the old text.
    """
    strings = StringSegment.objects.filter(source=source).order_by("order")
    templates = TemplateSegment.objects.filter(source=source).order_by("order")
    values = OverridableSegment.objects.filter(source=source).order_by("order")
    parts = hashlib.sha256()
    _add(parts, strings.values_list("context__path", "string__data", "attrs"))
    _add(parts, templates.values_list("context__path", "template__template"))
    _add(parts, values.values_list("context__path", "data_json"))
    _add(parts, copied_values(source))
    return parts.hexdigest()


def _add(parts: "hashlib._Hash", rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        parts.update(_SEPARATOR.join(map(str, row)).encode() + b"\n")


def missing(source: TranslationSource, locale: Locale) -> list[str]:
    """Return the content paths that have no valid translation into ``locale``, in order.

    A translation with an error counts as missing, as does a related object that is not
    translated.
    """
    strings = (
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .filter(translation__isnull=True)
        .order_by("order")
    )
    empty = (
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .filter(translation__regex=_BLANK)
    )
    related = [
        segment.context.path
        for segment in RelatedObjectSegment.objects.filter(source=source).select_related(
            "object", "context"
        )
        if not segment.object.has_translation(locale)
    ]
    paths = (strings | empty).values_list("context__path", flat=True)
    return [*dict.fromkeys(paths), *related]


def source_texts(translation_key: UUID, paths: Iterable[str]) -> list[str]:
    """Return the source's texts at content paths, in reading order, one of each path."""
    found = StringSegment.objects.filter(
        source__object_id=translation_key, context__path__in=list(paths)
    ).order_by("order")
    texts = dict(found.values_list("context__path", "string__data"))
    return list(texts.values())
