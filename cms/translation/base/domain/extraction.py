"""Storing the segments of a source, in a number of queries that does not grow with it.

wagtail-localize asks and writes row by row: hundreds of statements for a page. Here a segment
whose text only moved keeps its row, so that what editors have open stays valid.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

_CONTEXTS: Final = UUID("fcab004a-2b50-11ea-978f-2e728ce88125")
# What tells two segments of a kind apart, besides their place in the order.
_IDENTITY: Final[dict[type[Model], tuple[str, ...]]] = {
    StringSegment: ("context_id", "string_id", "attrs"),
    TemplateSegment: ("context_id", "template_id"),
    RelatedObjectSegment: ("context_id", "object_id"),
    OverridableSegment: ("context_id", "data_json"),
}


def extract(source: TranslationSource, instance: Any = None, *, is_new: bool = False) -> None:
    """Bring the segment rows of ``source`` in line with ``instance``, by default its own content.

    A source that ``is_new`` has none yet.
    Effects: contexts, strings and templates that are new, segment rows created, moved and deleted.
    """
    instance = instance or source.as_instance()
    values = list(extract_segments(instance))
    contexts = _contexts(source.object_id, instance, {value.path for value in values})
    wanted: dict[type[Model], list[dict[str, Any]]] = {model: [] for model in _IDENTITY}
    strings = _strings(source, [v for v in values if isinstance(v, StringSegmentValue)])
    templates = _templates([v for v in values if isinstance(v, TemplateSegmentValue)])
    for value in values:
        model, fields = _fields(value, strings, templates)
        place = {"context_id": contexts[value.path], "order": value.order}
        wanted[model].append({**place, **fields})
    for model, rows in wanted.items():
        if rows or not is_new:
            _sync(model, source, rows, stored=() if is_new else _stored(model, source))


def _fields(
    value: Any, strings: Mapping[UUID, int], templates: Mapping[UUID, int]
) -> tuple[type[Model], dict[str, Any]]:
    if isinstance(value, StringSegmentValue):
        attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
        return StringSegment, {"string_id": strings[_hash(value)], "attrs": attrs}
    if isinstance(value, TemplateSegmentValue):
        return TemplateSegment, {"template_id": templates[_template_hash(value)]}
    if isinstance(value, RelatedObjectSegmentValue):
        related, _created = TranslatableObject.objects.get_or_create(
            content_type=value.content_type, translation_key=value.translation_key
        )
        return RelatedObjectSegment, {"object_id": related.pk}
    assert isinstance(value, OverridableSegmentValue)  # noqa: S101  For the type checker: there are four kinds.
    return OverridableSegment, {"data_json": json.dumps(value.data, cls=DjangoJSONEncoder)}


def _contexts(object_id: UUID, instance: Any, paths: set[str]) -> dict[str, int]:
    """Return the ids of the contexts at ``paths``, creating those that are missing."""
    found = TranslationContext.objects.filter(object_id=object_id)
    known = dict(found.values_list("path", "pk"))
    missing = sorted(paths - known.keys())
    if missing:
        TranslationContext.objects.bulk_create(
            [
                TranslationContext(
                    object_id=object_id,
                    path=path,
                    path_id=_context_hash(path),
                    field_path=_field_path(path, instance),
                )
                for path in missing
            ],
            ignore_conflicts=True,
        )
        known = dict(found.values_list("path", "pk"))
    return known


def _field_path(path: str, instance: Any) -> str:
    """Ask wagtail-localize for the names of field and blocks at ``path``, without a row."""
    row = SimpleNamespace(path=path, field_path="", save=lambda **_options: None)
    field_path: str = TranslationContext.get_field_path(row, instance)
    return field_path


def _strings(source: TranslationSource, values: list[StringSegmentValue]) -> dict[UUID, int]:
    texts = {_hash(value): value.string.data for value in values}
    found = String.objects.filter(locale_id=source.locale_id, data_hash__in=texts)
    known = dict(found.values_list("data_hash", "pk"))
    if missing := texts.keys() - known.keys():
        String.objects.bulk_create(
            [
                String(locale_id=source.locale_id, data_hash=digest, data=text)
                for digest, text in texts.items()
                if digest in missing
            ],
            ignore_conflicts=True,
        )
        known = dict(found.all().values_list("data_hash", "pk"))
    return known


def _templates(values: list[TemplateSegmentValue]) -> dict[UUID, int]:
    wanted = {_template_hash(value): value for value in values}
    if not wanted:
        return {}
    found = Template.objects.filter(uuid__in=wanted)
    known = dict(found.values_list("uuid", "pk"))
    if missing := wanted.keys() - known.keys():
        Template.objects.bulk_create(
            [
                Template(
                    uuid=digest,
                    template=value.template,
                    template_format=value.format,
                    string_count=value.string_count,
                )
                for digest, value in wanted.items()
                if digest in missing
            ],
            ignore_conflicts=True,
        )
        known = dict(found.all().values_list("uuid", "pk"))
    return known


def _hash(value: StringSegmentValue) -> UUID:
    return uuid5(String.UUID_NAMESPACE, value.string.data)


def _context_hash(path: str) -> UUID:
    """Return what ``TranslationContext`` keeps in ``path_id``; its namespace has no name."""
    return uuid5(_CONTEXTS, path)


def _template_hash(value: TemplateSegmentValue) -> UUID:
    return uuid5(uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _stored(model: Any, source: TranslationSource) -> Iterable[Any]:
    found: Iterable[Any] = model.objects.filter(source=source).order_by("-order")
    return found


def _sync(
    model: Any,
    source: TranslationSource,
    wanted: Iterable[dict[str, Any]],
    *,
    stored: Iterable[Any],
) -> None:
    """Create, move and delete rows of one kind until they are the wanted ones."""
    kept: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in stored:
        kept[tuple(getattr(row, name) for name in _IDENTITY[model])].append(row)
    moved, created = [], []
    for fields in wanted:
        same = kept[tuple(fields[name] for name in _IDENTITY[model])]
        if not same:
            created.append(model(source=source, **fields))
        elif (row := same.pop()).order != fields["order"]:
            row.order = fields["order"]
            moved.append(row)
    if gone := [row.pk for rows in kept.values() for row in rows]:
        model.objects.filter(pk__in=gone).delete()
    if moved:
        model.objects.bulk_update(moved, ["order"])
    if created:
        model.objects.bulk_create(created)


def is_stored(source: TranslationSource, instance: Any) -> bool:
    """Tell whether the stored strings are those of ``instance``; one query."""
    stored = StringSegment.objects.filter(source=source).values_list(
        "context__path", "string__data"
    )
    said = [
        (value.path, value.string.data)
        for value in extract_segments(instance)
        if isinstance(value, StringSegmentValue)
    ]
    return sorted(stored) == sorted(said)
