"""Taking in a source's text, and remembering what each of its strings was before."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from wagtail_localize.models import StringSegment, TranslationSource

from cms.translation.models import FormerString, SourceChange

from .segments import digests

ALIKE: Final = 0.3  # Below this, two sentences have nothing to do with each other.
_Strings = dict[int, list[tuple[int, str]]]


def take_in(instance: Any) -> bool:
    """Store the segments of a source that is public now; return whether its text has changed."""
    before = _last_change(instance.translation_key)
    TranslationSource.update_or_create_from_instance(instance)
    return _last_change(instance.translation_key) != before


def _last_change(translation_key: UUID) -> str | None:
    """Return the digest that the last change led to; a change never leads to where it began."""
    found = SourceChange.objects.filter(source__object_id=translation_key)
    return found.values_list("after", flat=True).first()


@transaction.atomic
def refresh(source: TranslationSource, extract: Callable[[TranslationSource], None]) -> None:
    """Let ``extract`` store the segments of ``source``, and note what has changed by it.

    Effects, where the text is another than before: a ``FormerString`` for each string that took
    another's place, and the ``SourceChange``.
    """
    before, old = digests(source), _strings(source)
    extract(source)
    after = digests(source)
    if not old or before[0] == after[0]:
        return
    _note_former(old, _strings(source), after[0])
    SourceChange.objects.update_or_create(
        source=source,
        defaults={
            "before": before[0],
            "after": after[0],
            "before_copied": before[1],
            "after_copied": after[1],
        },
    )


def _strings(source: TranslationSource) -> _Strings:
    """Return the strings of each context in reading order: (id, text)."""
    rows = (
        StringSegment.objects.filter(source=source)
        .order_by("context_id", "order")
        .values_list("context_id", "string_id", "string__data")
    )
    return {
        context: [(pk, text) for _context, pk, text in found]
        for context, found in groupby(rows, key=lambda row: row[0])
    }


def _note_former(old: _Strings, new: _Strings, digest: str) -> None:
    FormerString.objects.bulk_create(
        [
            FormerString(
                context_id=context, string_id=string, former_id=former, source_digest=digest
            )
            for context, strings in new.items()
            for string, former in _pairs(old.get(context, []), strings)
        ],
        update_conflicts=True,
        unique_fields=["context", "string"],
        update_fields=["former", "source_digest"],
    )


def _pairs(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
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
