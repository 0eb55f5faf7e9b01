"""A translation as a sheet of texts."""

from datetime import datetime
from typing import Final

from django.utils import timezone
from wagtail_localize.models import Translation

from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows, version
from cms.translation.base.enums import UNFINISHED, SegmentState
from cms.translation.files.enums import FileFormat
from cms.translation.files.rules import uploads
from cms.translation.files.rules.translation_file import Entry, TranslationFile

ACCEPTED_MARK: Final = "+"
NAME_LENGTH: Final = 80


def seen(row: SegmentRow) -> str:
    """Return a digest of what stands at a segment; a text that was accepted is another."""
    mark = ACCEPTED_MARK if row.state == SegmentState.ACCEPTED else ""
    return f"{version(row.text)}{mark}"


def sheet(translation: Translation, *, now: datetime | None = None) -> TranslationFile:
    """Return all texts of a translation in reading order, each place once; four queries."""
    source = translation.source
    rows = {(row.path, row.source): row for row in segment_rows(translation)}
    return TranslationFile(
        translation=str(translation.uuid),
        source_code=source.locale.language_code,
        target_code=translation.target_locale.language_code,
        title=source.object_repr,
        made_at=now or timezone.now(),
        entries=tuple(_entry(row) for row in rows.values()),
    )


def _entry(row: SegmentRow) -> Entry:
    return Entry(
        path=row.path,
        source=row.source,
        text=row.text or row.old_text,
        seen=seen(row),
        is_sure=row.state not in UNFINISHED,
        old_source=row.old_source,
        is_accepted=row.state == SegmentState.ACCEPTED,
    )


def file_of(translation: Translation, file_format: FileFormat) -> tuple[str, bytes]:
    """Return a translation's file: its name and what is in it."""
    made = sheet(translation)
    slug = next((entry.source for entry in made.entries if entry.path == "slug"), "snippet")
    name = f"{slug[:NAME_LENGTH]}-{translation.pk}.{made.target_code}.{file_format.value}"
    return uploads.safe_name(name), uploads.write(made, file_format)
