"""Taking in a source's text, and remembering what each of its strings was before."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import TranslatableObject, TranslationSource, get_schema_version

from cms.translation.base.models import FormerString, SourceChange

from . import extraction
from .segments import Segments

NAME_LENGTH: Final = 200
ALIKE: Final = 0.3  # Below this, two sentences have nothing to do with each other.
_Strings = dict[int, list[tuple[int, str]]]
_Digests = tuple[str, str]
_Id = TypeVar("_Id", int, str)


@transaction.atomic
def take_in(instance: Any) -> bool:
    """Store the segments of a source that is public now; return whether its text has changed.

    False as well for what was never stored before: no translation can be behind it.
    """
    return _store(instance)[1]


def store(instance: Any) -> TranslationSource:
    """Store the segments of a source for the first time, or again; return where they are."""
    return _store(instance)[0]


def _store(instance: Any) -> tuple[TranslationSource, bool]:
    """Do what wagtail-localize's ``update_or_create_from_instance`` does, in fewer statements."""
    is_clusterable = isinstance(instance, ClusterableModel)
    content = {
        "object_repr": str(instance)[:NAME_LENGTH],
        "content_json": instance.to_json() if is_clusterable else _to_json(instance),
        "schema_version": get_schema_version(instance._meta.app_label),
        "last_updated_at": timezone.now(),
    }
    found = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale=instance.locale
    )
    is_new = not found.update(**content)
    if is_new:
        _create(instance, content)
    source = found.get()
    return source, refresh(source, instance, is_new=is_new)


def _create(instance: Any, content: dict[str, Any]) -> None:
    """Add the rows of a source; whoever was faster has added the same."""
    model = instance.get_translation_model()
    kept = TranslatableObject(
        translation_key=instance.translation_key,
        content_type=ContentType.objects.get_for_model(model),
    )
    TranslatableObject.objects.bulk_create([kept], ignore_conflicts=True)
    source = TranslationSource(
        object=kept,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
        **content,
    )
    TranslationSource.objects.bulk_create([source], ignore_conflicts=True)


def _to_json(instance: Any) -> str:
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


@transaction.atomic
def refresh(source: TranslationSource, instance: Any = None, *, is_new: bool = False) -> bool:
    """Store the segments of ``source``; note, and return, whether they changed by it.

    ``instance`` is the object the source was made from, where the caller has it. Effects, where the
    text is another than before: a ``FormerString`` for each string that took another's place, and
    the ``SourceChange``.
    """
    old = None if is_new else Segments.load(source)
    extraction.extract(source, instance, is_new=is_new)
    new = Segments.load(source)
    last = None if is_new else SourceChange.objects.filter(source=source).first()
    after = new.digests()
    before = after
    if last is not None:
        before = (last.after, last.after_copied)
    elif old is not None and old.strings:
        before = old.digests()
    is_change = before[0] != after[0]
    if is_change and old is not None:
        _note_former(_strings(old), _strings(new), after[0])
    if is_change or last is None:
        _note_change(source, before, after)
    return is_change


def _note_change(source: TranslationSource, before: _Digests, after: _Digests) -> None:
    fields = {
        "before": before[0],
        "after": after[0],
        "before_copied": before[1],
        "after_copied": after[1],
    }
    SourceChange.objects.bulk_create(
        [SourceChange(source=source, **fields)],
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=list(fields),
    )


def _strings(segments: Segments) -> _Strings:
    """Return the strings of each context in reading order: (id, text)."""
    found: _Strings = {}
    for each in segments.strings:
        found.setdefault(each.context_id, []).append((each.string_id, each.string.data))
    return found


def _note_former(old: _Strings, new: _Strings, digest: str) -> None:
    FormerString.objects.bulk_create(
        [
            FormerString(
                context_id=context, string_id=string, former_id=former, source_digest=digest
            )
            for context, strings in new.items()
            for string, former in pairs(old.get(context, []), strings)
        ],
        update_conflicts=True,
        unique_fields=["context", "string"],
        update_fields=["former", "source_digest"],
    )


def pairs(old: list[tuple[_Id, str]], new: list[tuple[_Id, str]]) -> Iterator[tuple[_Id, _Id]]:
    """Yield (new, old) ids of strings of which one took the other's place.

    A paragraph that only moved has changed nothing, so it is nobody's successor.
    """
    stayed = {pk for pk, _text in old} & {pk for pk, _text in new}
    gone = [item for item in old if item[0] not in stayed]
    for pk, text in dict(item for item in new if item[0] not in stayed).items():
        if not gone:
            return
        alike, place = max((_likeness(gone[at][1], text), -at) for at in range(len(gone)))
        if alike >= ALIKE or len(old) == len(new):
            yield pk, gone.pop(-place if alike >= ALIKE else 0)[0]


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
