"""What a sheet would change in a translation; nothing is changed by asking."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wagtail_localize.models import Translation

from cms.translation.base.domain.errors import InvalidTextError
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows, version
from cms.translation.base.domain.segment_store import refuse_invalid
from cms.translation.base.enums import SegmentState
from cms.translation.files.enums import WRITTEN_OUTCOMES, Outcome
from cms.translation.files.rules.inline_codes import canonical
from cms.translation.files.rules.translation_file import Entry, TranslationFile

from .translation_files import ACCEPTED_MARK, seen

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of one entry; ``row`` is the segment it is for, as it is now.

    ``problem`` says, in the user's language, why a text cannot be stored.
    """

    entry: Entry
    outcome: Outcome
    row: SegmentRow | None = None
    problem: str = ""

    @property
    def version(self) -> str:
        """Return the version of the text that would be overwritten."""
        return version(self.row.text) if self.row else ""


def changes(sheet: TranslationFile, translation: Translation) -> list[Change]:
    """Return what would become of each entry, in the file's order; three queries."""
    rows: dict[Key, SegmentRow] = {}
    for row in segment_rows(translation):
        rows.setdefault((row.path, canonical(row.source)), row)
    paths = {path for path, _source in rows}
    said = _said(sheet.entries)
    done: set[Key] = set()
    found = []
    for entry in sheet.entries:
        key = _key(entry)
        if key in done:
            continue  # Said once already, in the same words.
        done.add(key)
        found.append(_change(entry, rows.get(key), paths, sheet, len(said[key]) > 1))
    return found


def counts(found: Iterable[Change]) -> dict[str, int]:
    """Return how many changes there are of each outcome."""
    return dict(Counter(change.outcome.value for change in found))


def to_write(found: Iterable[Change], taken: Mapping[str, str]) -> dict[int, str]:
    """Return the texts to store by segment id.

    ``taken`` are the newer texts that somebody chose to overwrite, as they were then: {segment id:
    version}. One that is another by now is left alone.
    """
    return {
        change.row.id: change.entry.text
        for change in found
        if change.row is not None
        and (
            change.outcome in WRITTEN_OUTCOMES
            or (
                change.outcome == Outcome.CONFLICT
                and taken.get(str(change.row.id)) == change.version
            )
        )
    }


def _key(entry: Entry) -> Key:
    return entry.path, canonical(entry.source)


def _said(entries: Iterable[Entry]) -> dict[Key, set[str]]:
    said: dict[Key, set[str]] = {}
    for entry in entries:
        said.setdefault(_key(entry), set()).add(canonical(entry.text))
    return said


def _change(
    entry: Entry, row: SegmentRow | None, paths: set[str], sheet: TranslationFile, is_doubled: bool
) -> Change:
    outcome = _refusal(entry, row, paths, is_doubled)
    if outcome is not None:
        return Change(entry, outcome, row)
    if row is not None and canonical(entry.text) != canonical(row.text):
        return _new_text(entry, row, sheet)
    is_taken_over = row is not None and row.state == SegmentState.MACHINE
    return Change(entry, Outcome.CONFIRMED if is_taken_over else Outcome.UNCHANGED, row)


def _refusal(
    entry: Entry, row: SegmentRow | None, paths: set[str], is_doubled: bool
) -> Outcome | None:
    """Return why an entry is not looked at any further, None for one that is."""
    reasons = (
        (entry.is_broken, Outcome.INVALID),
        (not entry.text.strip(), Outcome.EMPTY),
        (not entry.path, Outcome.NO_CONTEXT),
        (row is None and entry.path in paths, Outcome.SOURCE_CHANGED),
        (row is None, Outcome.UNKNOWN),
        (is_doubled, Outcome.TWICE),
        (not entry.is_sure, Outcome.UNSURE),
    )
    return next((outcome for applies, outcome in reasons if applies), None)


def _new_text(entry: Entry, row: SegmentRow, sheet: TranslationFile) -> Change:
    try:
        refuse_invalid(row.source, entry.text)
    except InvalidTextError as error:
        return Change(entry, Outcome.INVALID, row, error.problem)
    if not row.text:
        return Change(entry, Outcome.NEW, row)
    if entry.seen.removesuffix(ACCEPTED_MARK) == version(entry.text):
        return Change(entry, Outcome.UNTOUCHED, row)  # What went out, while work went on here.
    is_newer = row.state != SegmentState.MACHINE and not _was_seen(entry, row, sheet)
    return Change(entry, Outcome.CONFLICT if is_newer else Outcome.CHANGED, row)


def _was_seen(entry: Entry, row: SegmentRow, sheet: TranslationFile) -> bool:
    """Tell whether the file was made from what stands here now.

    A file that lost the digest is judged by its age; one that lost both has seen nothing.
    """
    if entry.seen:
        return entry.seen == seen(row)
    if sheet.made_at is None or row.translated_at is None or row.state == SegmentState.ACCEPTED:
        return False
    return row.translated_at <= sheet.made_at
