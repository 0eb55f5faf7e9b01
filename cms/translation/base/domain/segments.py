"""What a source says, and which of it a translation does not say yet."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.strings import StringValue

from .synchronised_fields import copied_values

# The id of nobody: who wrote a text is not known, so somebody has to read it.
UNKNOWN: Final = 0
_SEPARATOR: Final = "\x1f"
# The rich text editor marks paragraphs by keys of its own, new ones where there were none.
_BLOCK_KEY: Final = re.compile(r' data-block-key="[^"]*"')
_BLANK: Final = re.compile(r"(?:\s|&nbsp;)*")


def _writer(locale: Locale) -> Subquery:
    """Return the id of who wrote the valid translation of a segment, as part of its query."""
    place = {"translation_of": OuterRef("string"), "context": OuterRef("context")}
    found = StringTranslation.objects.filter(**place, locale=locale, has_error=False)
    return Subquery(found.values("last_translated_by")[:1])


@dataclass(frozen=True, slots=True)
class Segments:
    """All segments of a source with what stands for them in one language; read at once.

    The strings carry ``translation`` (None without a valid one) and ``writer_id``, whose work it
    is, the overridable segments ``override_json``. Everything is in reading order.
    """

    source: TranslationSource
    strings: list[Any]
    templates: list[Any]
    related: list[Any]
    overridable: list[Any]

    @classmethod
    def load(cls, source: TranslationSource, locale: Locale | None = None) -> "Segments":
        """Return the segments, without ``locale`` those of the source alone; four queries."""
        strings = StringSegment.objects.filter(source=source)
        overridable = OverridableSegment.objects.filter(source=source)
        if locale is not None:
            strings = strings.annotate_translation(locale).annotate(writer_id=_writer(locale))
            overridable = overridable.annotate_override_json(locale)
        templates = TemplateSegment.objects.filter(source=source).select_related("template")
        related = RelatedObjectSegment.objects.filter(source=source).select_related("object")
        return cls(
            source,
            *(
                list(found.select_related("context").order_by("order"))
                for found in (strings.select_related("string"), templates, related, overridable)
            ),
        )

    def digests(self) -> tuple[str, str]:
        """Return the SHA-256 of everything a translation depends on, and that of what is no words.

        Equal digests mean equal segments and copied values: a source edited back to its old text
        is the old text.
        """
        rest: list[tuple[object, ...]] = [
            *((each.context.path, structure(each.template.template)) for each in self.templates),
            *((each.context.path, each.data_json) for each in self.overridable),
            *copied_values(self.source),
        ]
        everything, copied = hashlib.sha256(), hashlib.sha256()
        _add(everything, ((s.context.path, s.string.data, s.attrs) for s in self.strings))
        _add(everything, rest)
        _add(copied, ((s.context.path, s.attrs) for s in self.strings))
        _add(copied, rest)
        return everything.hexdigest(), copied.hexdigest()

    def missing(self, locale: Locale) -> list[str]:
        """Return the content paths without a valid translation into ``locale``."""
        paths = [each.context.path for each in self.strings if is_blank(each.translation)]
        related = [
            each.context.path for each in self.related if not each.object.has_translation(locale)
        ]
        return [*dict.fromkeys(paths), *related]

    def values(self, locale: Locale) -> Iterator[Any]:
        """Yield what wagtail-localize puts into a page; the source's text where nothing else is."""
        for each in self.strings:
            string = StringValue(each.translation or each.string.data)
            value = StringSegmentValue(each.context.path, string, attrs=json.loads(each.attrs))
            yield value.with_order(each.order)
        for each in self.templates:
            template = each.template
            yield TemplateSegmentValue(
                each.context.path,
                template.template_format,
                template.template,
                template.string_count,
                order=each.order,
            )
        for each in self.related:
            if each.object.has_translation(locale):
                yield RelatedObjectSegmentValue(
                    each.context.path,
                    each.object.content_type,
                    each.object.translation_key,
                    order=each.order,
                )
        for each in self.overridable:
            if each.override_json is not None:
                value = json.loads(each.override_json)
                yield OverridableSegmentValue(each.context.path, value, order=each.order)


def is_blank(text: str | None) -> bool:
    """Tell whether a translation says nothing."""
    return text is None or _BLANK.fullmatch(text) is not None


def structure(template: str) -> str:
    """Return a rich text's template without the editor's own keys."""
    return _BLOCK_KEY.sub("", template)


def _add(parts: "hashlib._Hash", rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        parts.update(_SEPARATOR.join(map(str, row)).encode() + b"\n")


def digest(source: TranslationSource) -> str:
    """Return the digest of everything in ``source`` that a translation depends on."""
    return Segments.load(source).digests()[0]


def missing(source: TranslationSource, locale: Locale) -> list[str]:
    """Return the content paths that have no valid translation into ``locale``, in order.

    A translation with an error counts as missing, as does a related object that is not
    translated.
    """
    return Segments.load(source, locale).missing(locale)


def unaccepted(source: TranslationSource, locale: Locale) -> list[tuple[str, int | None]]:
    """Return (content path, author's id) of translated segments that nobody else has accepted.

    The author is None where a machine wrote the text, which anybody's acceptance makes a person's;
    ``UNKNOWN`` where nobody knows who did. One query, in order.
    """
    is_accepted = Q(acceptance__text=F("data"))
    by_another = is_accepted & (
        Q(last_translated_by=None) | ~Q(acceptance__accepted_by=F("last_translated_by"))
    )
    is_machine = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    rows = (
        StringTranslation.objects.filter(
            locale=locale,
            translation_of__segments__source=source,
            translation_of__segments__context=F("context"),
        )
        .exclude(is_machine & is_accepted)
        .exclude(~is_machine & by_another)
        .order_by("translation_of__segments__order")
        .values_list("context__path", "translation_type", "last_translated_by")
    )
    return [
        (path, None if kind == StringTranslation.TRANSLATION_TYPE_MACHINE else author or UNKNOWN)
        for path, kind, author in rows
    ]


def source_texts(translation_key: UUID, paths: Iterable[str]) -> list[str]:
    """Return the source's texts at content paths, in reading order, one of each path."""
    found = StringSegment.objects.filter(
        source__object_id=translation_key, context__path__in=list(paths)
    ).order_by("order")
    texts = dict(found.values_list("context__path", "string__data"))
    return list(texts.values())
