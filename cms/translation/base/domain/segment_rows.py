"""The segments of one translation as people see them: source, translation, state."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.base.enums import SegmentState
from cms.translation.base.models import Acceptance, FormerString

VERSION_LENGTH: Final = 16
Place = tuple[int, int]  # Context and string, by their ids.


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One text of a source, and what stands for it in a language.

    ``id`` is the key of wagtail-localize's StringSegment, ``path`` its content path. ``source`` is
    as wagtail-localize stores it: it may hold ``<a id="a1">`` and ``<b>``. ``old_source`` and
    ``old_text`` say, where the segment needs revision, what the last translation translated and
    how. ``tool`` is the machine's name, empty for people. ``translated_at`` is UTC.
    """

    id: int
    path: str
    order: int
    source: str
    text: str
    state: SegmentState
    old_source: str
    old_text: str
    tool: str
    translated_by_id: int | None
    translated_at: datetime | None
    accepted_by_id: int | None
    error: str


def version(text: str) -> str:
    """Return a short digest of a text, by which a writer says what they saw."""
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]


def segment_rows(translation: Translation) -> list[SegmentRow]:
    """Return all segments in reading order, that of the slug included; three queries."""
    segments = (
        StringSegment.objects.filter(source=translation.source_id)
        .select_related("context", "string")
        .order_by("order", "pk")
    )
    object_id = translation.source.object_id
    known = {
        (found.context_id, found.translation_of_id): found
        for found in StringTranslation.objects.filter(
            context__object_id=object_id, locale=translation.target_locale_id
        ).select_related("translation_of", "context", "acceptance")
        if found.data.strip()
    }
    former = former_strings(FormerString.objects.filter(context__object_id=object_id))
    return [_row(segment, known, former) for segment in segments]


def former_strings(found: Iterable[FormerString]) -> dict[Place, int]:
    """Return what stood in each place before, by place."""
    return {(former.context_id, former.string_id): former.former_id for former in found}


def last_translated(
    place: Place, known: Mapping[Place, object], former: Mapping[Place, int]
) -> Place | None:
    """Return the place of the last string before that was translated, or None.

    A source may have changed several times since somebody translated it, and back again.
    """
    for earlier in _earlier(place, former):
        if earlier in known:
            return earlier
    return None


def _earlier(place: Place, former: Mapping[Place, int]) -> Iterator[Place]:
    seen = {place}
    while (string := former.get(place)) is not None:
        place = (place[0], string)
        if place in seen:
            return
        seen.add(place)
        yield place


def _state_of(found: StringTranslation | None, *, has_old: bool) -> SegmentState:
    """Return the state of a segment from its translation, if it has one.

    A text that cannot be shown because of an error needs revision like an outdated one.
    """
    if found is None:
        return SegmentState.NEEDS_REVISION if has_old else SegmentState.MISSING
    if found.has_error:
        return SegmentState.NEEDS_REVISION
    if accepted(found) is not None:
        return SegmentState.ACCEPTED
    is_machine = found.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return SegmentState.MACHINE if is_machine else SegmentState.TRANSLATED


def accepted(found: StringTranslation) -> Acceptance | None:
    """Return the acceptance of the very text that stands there now."""
    acceptance: Acceptance | None = getattr(found, "acceptance", None)
    return acceptance if acceptance is not None and acceptance.text == found.data else None


def _row(
    segment: StringSegment, known: Mapping[Place, StringTranslation], former: Mapping[Place, int]
) -> SegmentRow:
    place = (segment.context_id, segment.string_id)
    found = known.get(place)
    earlier = last_translated(place, known, former)
    state = _state_of(found, has_old=earlier is not None)
    old = known[earlier] if earlier and state == SegmentState.NEEDS_REVISION else None
    acceptance = accepted(found) if found else None
    return SegmentRow(
        id=segment.pk,
        path=segment.context.path,
        order=segment.order,
        source=segment.string.data,
        text=found.data if found else "",
        state=state,
        old_source=old.translation_of.data if old else "",
        old_text=old.data if old else "",
        tool=found.tool_name if found else "",
        translated_by_id=found.last_translated_by_id if found else None,
        translated_at=found.updated_at if found else None,
        accepted_by_id=acceptance.accepted_by_id if acceptance else None,
        error=(found.get_error() or "") if found else "",
    )
