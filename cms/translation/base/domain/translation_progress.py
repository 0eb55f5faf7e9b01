"""How far every translation is, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Length, Replace
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from cms.core import locales as known_locales
from cms.translation.base.enums import UNFINISHED, SegmentState
from cms.translation.base.models import FormerString

from .segment_rows import Place, former_strings, last_translated


@dataclass(slots=True)
class TranslationProgress:
    """Segments and words of a source, and its segments by their state in one language.

    ``words`` are of the source; ``open_words`` are those of unfinished segments. Words are counted
    by the spaces between them.
    """

    segments: int = 0
    words: int = 0
    missing: int = 0
    needs_revision: int = 0
    machine: int = 0
    translated: int = 0
    accepted: int = 0
    open_words: int = 0

    @property
    def done(self) -> int:
        """How many segments a person has translated or taken over."""
        return self.translated + self.accepted

    @property
    def percent(self) -> int:
        """The done part of the segments, rounded down; 0 where there are none."""
        return 100 * self.done // self.segments if self.segments else 0


class _Segment(NamedTuple):
    key: UUID
    context: int
    string: int
    words: int


_SPACE: Final = Value(" ")
_BLANK: Final = r"^\s*$"


def counts(
    locales: Iterable[Locale], *, keys: Iterable[UUID] | None = None
) -> dict[tuple[UUID, int], TranslationProgress]:
    """Return the counts by (translation key, locale's pk), of ``keys`` or of every source.

    Sources that were never given to translators have no segments yet and are not in it. Three
    queries, however much there is.
    """
    wanted = [locale.pk for locale in locales]
    chosen = None if keys is None else list(keys)
    segments, former = _segments(chosen), _former(chosen)
    states = _states(wanted, chosen)
    found: dict[tuple[UUID, int], TranslationProgress] = {}
    for locale_id in wanted:
        known = states.get(locale_id, {})
        for segment in segments:
            state = _state((segment.context, segment.string), known, former)
            _add(found.setdefault((segment.key, locale_id), TranslationProgress()), segment, state)
    return found


def _add(count: TranslationProgress, segment: _Segment, state: SegmentState) -> None:
    count.segments += 1
    count.words += segment.words
    setattr(count, state.value, getattr(count, state.value) + 1)
    if state in UNFINISHED:
        count.open_words += segment.words


def _segments(keys: list[UUID] | None) -> list[_Segment]:
    spaces = Length("string__data") - Length(Replace("string__data", _SPACE))
    rows = (
        StringSegment.objects.filter(source__locale__language_code=known_locales.SOURCE)
        .annotate(words=spaces + 1)
        .values_list("source__object_id", "context_id", "string_id", "words")
    )
    chosen = rows if keys is None else rows.filter(source__object__in=keys)
    return [_Segment(*row) for row in chosen]


def _former(keys: list[UUID] | None) -> dict[Place, int]:
    found: QuerySet[FormerString] = FormerString.objects.all()
    return former_strings(found if keys is None else found.filter(context__object__in=keys))


def _states(locale_ids: list[int], keys: list[UUID] | None) -> dict[int, dict[Place, SegmentState]]:
    """Return the states of what is translated, by locale and place."""
    rows = StringTranslation.objects.filter(locale__in=locale_ids).exclude(data__regex=_BLANK)
    rows = rows if keys is None else rows.filter(context__object__in=keys)
    states: dict[int, dict[Place, SegmentState]] = {}
    annotated = rows.annotate(state=_STATE)
    for locale_id, *place, state in annotated.values_list(
        "locale", "context", "translation_of", "state"
    ):
        states.setdefault(locale_id, {})[place[0], place[1]] = SegmentState(state)
    return states


def _state(
    place: Place, known: Mapping[Place, SegmentState], former: Mapping[Place, int]
) -> SegmentState:
    if place in known:
        return known[place]
    is_old = last_translated(place, known, former) is not None
    return SegmentState.NEEDS_REVISION if is_old else SegmentState.MISSING


# The same as ``segment_rows``, for the database to answer.
_STATE: Final = Case(
    When(has_error=True, then=Value(SegmentState.NEEDS_REVISION)),
    When(acceptance__text=F("data"), then=Value(SegmentState.ACCEPTED)),
    When(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        then=Value(SegmentState.MACHINE),
    ),
    default=Value(SegmentState.TRANSLATED),
)
