"""Everything the working view shows of a translation, in a fixed number of queries."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from wagtail_localize.models import Translation

from cms.core import locales
from cms.translation.base.domain import permissions, terms
from cms.translation.base.domain.segment_rows import Place, SegmentRow, segment_rows, version
from cms.translation.base.domain.terms import Entry
from cms.translation.base.domain.version_tokens import token
from cms.translation.base.enums import UNFINISHED, SegmentState
from cms.translation.base.rules.word_diff import DiffToken, word_diff
from cms.translation.editor.enums import Show
from cms.translation.editor.models import CommentThread, UnsavedText
from cms.translation.editor.rules.source_tokens import (
    InlineTag,
    SourceToken,
    inline_tags,
    source_tokens,
)
from cms.users.models import User

from . import dictionary_preload
from .autosave import unsaved_texts
from .comment_threads import threads
from .segment_labels import Label, Labels
from .segment_positions import places
from .segment_warnings import Warnings, warnings_of


@dataclass(frozen=True, slots=True)
class EditorRow:
    """One segment as a person at work sees it.

    ``shown`` is what stands in their field: what they typed and did not save, or the translation.
    ``diff`` compares the Polish of ``segment.old_source`` with today's. ``is_own`` is their own
    work, which they may not accept; ``may_accept`` takes everything into account. The first row of
    a field or block ``opens_section``.
    """

    segment: SegmentRow
    label: Label
    opens_section: bool
    pieces: list[SourceToken]
    tags: list[InlineTag]
    diff: list[DiffToken]
    terms: list[Entry]
    warnings: Warnings
    thread: CommentThread | None
    unsaved: UnsavedText | None
    translated_by: str
    accepted_by: str
    is_own: bool
    may_accept: bool

    @property
    def shown(self) -> str:
        """What stands in the person's field."""
        return self.unsaved.text if self.unsaved else self.segment.text

    @property
    def expected(self) -> str:
        """``version()`` of the translation that the field was begun with."""
        return self.unsaved.seen if self.unsaved else version(self.segment.text)

    @property
    def seen(self) -> str:
        """``version()`` of the translation itself, for who judges it."""
        return version(self.segment.text)

    @property
    def token(self) -> str:
        """What the page says that its reader has seen of the segment."""
        return token(self.segment)

    @property
    def is_unfinished(self) -> bool:
        """Whether a person still has to do something before it can be reviewed."""
        return self.segment.state in UNFINISHED

    @property
    def is_discussed(self) -> bool:
        """Whether somebody waits for an answer here."""
        return self.thread is not None and self.thread.resolved_at is None

    @property
    def stamp(self) -> str:
        """Changes whenever somebody else's work on this segment does."""
        return _stamp(self.segment, self.thread)


@dataclass(frozen=True, slots=True)
class EditorRows:
    """A translation on the bench of one person; ``rows`` are in reading order.

    Whoever decides a step of its review without writing in the language only reads it.
    """

    translation: Translation
    language: str
    rows: list[EditorRow]
    may_edit: bool
    may_publish: bool
    segments: list[SegmentRow]

    @property
    def states(self) -> Counter[SegmentState]:
        """How many segments are in each state."""
        return Counter(segment.state for segment in self.segments)

    @property
    def done(self) -> int:
        """How many segments a person has translated or taken over."""
        return sum(count for state, count in self.states.items() if state not in UNFINISHED)

    @property
    def total(self) -> int:
        """How many segments there are."""
        return len(self.segments)

    def written_since(self, moment: datetime | None) -> int:
        """Return how many translations were written after ``moment``; all of them for None."""
        return sum(
            each.translated_at is not None and (moment is None or each.translated_at > moment)
            for each in self.segments
        )

    @property
    def open(self) -> int:
        """How many segments are unfinished."""
        return self.total - self.done

    @property
    def percent(self) -> int:
        """The done part of the segments, rounded down; 100 where there is nothing to translate."""
        return 100 * self.done // self.total if self.total else 100

    def shown(self, show: Show) -> list[EditorRow]:
        """Return the rows that a filter leaves."""
        return [row for row in self.rows if matches(row, show)]


def matches(row: EditorRow, show: Show) -> bool:
    """Tell whether a filter shows a row."""
    return {
        Show.ALL: True,
        Show.UNFINISHED: row.is_unfinished,
        Show.NEEDS_REVISION: row.segment.state == SegmentState.NEEDS_REVISION,
        Show.MACHINE: row.segment.state == SegmentState.MACHINE,
        Show.TO_ACCEPT: row.may_accept,
        Show.WARNINGS: bool(row.warnings),
        Show.COMMENTS: row.is_discussed,
    }[show]


def bench(
    translation: Translation, user: User, *, only: Collection[int] | None = None
) -> EditorRows:
    """Return the bench of ``user``; a fixed number of queries.

    With ``only`` the rows of these segment ids alone; the counts are of all.
    """
    segments = segment_rows(translation)
    chosen = [each for each in segments if only is None or each.id in only]
    may_publish = permissions.may_publish(user, translation.target_locale)
    maker = _Maker(translation, user, segments, may_publish=may_publish)
    return EditorRows(
        translation,
        maker.language,
        [maker.row(segment) for segment in chosen],
        permissions.may_edit(user, translation.target_locale),
        may_publish,
        segments,
    )


def stamps(translation: Translation) -> dict[int, str]:
    """Return the stamp of each segment by its id: cheaply, it is asked again and again."""
    said = threads(translation, places(translation))
    return {row.id: _stamp(row, said.get(row.id)) for row in segment_rows(translation)}


def _stamp(segment: SegmentRow, thread: CommentThread | None) -> str:
    said = (len(thread.comments.all()), thread.resolved_at) if thread else ()
    return version(f"{segment.text}|{segment.state}|{segment.accepted_by_id}|{said}")


class _Maker:
    """Makes rows from what was read once for all of them."""

    def __init__(
        self, translation: Translation, user: User, segments: list[SegmentRow], *, may_publish: bool
    ) -> None:
        self.language = translation.target_locale.language_code
        self._user, self._may_publish = user, may_publish
        self._labels = Labels(translation.source)
        dictionary_preload.wait()
        self._terms = terms.entries(self.language)
        found = places(translation)
        self._places: Mapping[int, Place] = found
        self._threads = threads(translation, found)
        self._unsaved = unsaved_texts(translation, user)
        self._names = _names(segments)
        self._openers = {
            segment.id
            for before, segment in pairwise([None, *segments])
            if segment and (before is None or self._section(before) != self._section(segment))
        }

    def row(self, segment: SegmentRow) -> EditorRow:
        used = terms.used_in(segment.source, self._terms)
        is_own = self._is_own(segment)
        unsaved = self._unsaved.get(self._places[segment.id])
        if unsaved is not None and unsaved.text == segment.text:
            unsaved = None
        text = unsaved.text if unsaved else segment.text
        return EditorRow(
            segment=segment,
            label=self._labels.of(segment.path),
            opens_section=segment.id in self._openers,
            pieces=source_tokens(segment.source, [one.words for one in used], locales.SOURCE),
            tags=inline_tags(segment.source),
            diff=word_diff(segment.old_source, segment.source) if segment.old_source else [],
            terms=used,
            warnings=warnings_of(segment.path, segment.source, text, self.language, used),
            thread=self._threads.get(segment.id),
            unsaved=unsaved,
            translated_by=self._names.get(segment.translated_by_id or 0, ""),
            accepted_by=self._names.get(segment.accepted_by_id or 0, ""),
            is_own=is_own,
            may_accept=self._may_publish
            and not is_own
            and segment.state in {SegmentState.TRANSLATED, SegmentState.MACHINE},
        )

    def _section(self, segment: SegmentRow) -> str:
        return ".".join(segment.path.split(".")[:2])

    def _is_own(self, segment: SegmentRow) -> bool:
        is_person = segment.state != SegmentState.MACHINE
        wrote = is_person and segment.translated_by_id == self._user.pk
        return wrote and bool(segment.text) and not self._user.is_superuser


def _names(segments: Iterable[SegmentRow]) -> dict[int, str]:
    """Return the names of those who wrote or accepted something; one query."""
    wanted = {pk for each in segments for pk in (each.translated_by_id, each.accepted_by_id) if pk}
    return {user.pk: name_of(user) for user in User.objects.filter(pk__in=wanted)}


def name_of(user: User) -> str:
    """Return what colleagues call somebody."""
    return user.get_full_name() or user.get_username()
