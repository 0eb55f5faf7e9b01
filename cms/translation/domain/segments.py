"""What a source says, and which of it a translation does not say yet."""

import hashlib
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import F, Q
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
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
    return digests(source)[0]


def digests(source: TranslationSource) -> tuple[str, str]:
    """Return the digest of everything, and that of what is no words; three queries."""
    strings = list(
        StringSegment.objects.filter(source=source)
        .order_by("order")
        .values_list("context__path", "string__data", "attrs")
    )
    templates = TemplateSegment.objects.filter(source=source).order_by("order")
    values = OverridableSegment.objects.filter(source=source).order_by("order")
    rest: list[tuple[object, ...]] = [
        *templates.values_list("context__path", "template__template"),
        *values.values_list("context__path", "data_json"),
        *copied_values(source),
    ]
    everything, copied = hashlib.sha256(), hashlib.sha256()
    _add(everything, [*strings, *rest])
    _add(copied, [*((path, attrs) for path, _text, attrs in strings), *rest])
    return everything.hexdigest(), copied.hexdigest()


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


def unaccepted(source: TranslationSource, locale: Locale) -> list[tuple[str, int | None]]:
    """Return (content path, author's id) of translated segments that nobody else has accepted.

    The author is None where a machine wrote the text, which anybody's acceptance makes a person's.
    One query, in order.
    """
    is_accepted = Q(acceptance__text=F("data"))
    by_another = is_accepted & ~Q(acceptance__accepted_by=F("last_translated_by"))
    is_machine = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    rows = (
        StringTranslation.objects.filter(
            locale=locale,
            translation_of__segments__source=source,
            translation_of__segments__context=F("context"),
        )
        .exclude(is_machine & is_accepted)
        .exclude(~is_machine & by_another)
        .exclude(~is_machine & Q(last_translated_by=None))
        .order_by("translation_of__segments__order")
        .values_list("context__path", "translation_type", "last_translated_by")
    )
    return [
        (path, None if kind == StringTranslation.TRANSLATION_TYPE_MACHINE else author)
        for path, kind, author in rows
    ]


def source_texts(translation_key: UUID, paths: Iterable[str]) -> list[str]:
    """Return the source's texts at content paths, in reading order, one of each path."""
    found = StringSegment.objects.filter(
        source__object_id=translation_key, context__path__in=list(paths)
    ).order_by("order")
    texts = dict(found.values_list("context__path", "string__data"))
    return list(texts.values())
