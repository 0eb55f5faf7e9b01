"""Sheets as PO files: one entry a text, with its path as the context.

The headers are those of wagtail-localize's own files, so that those still come in. An outdated
translation is what gettext calls fuzzy: the old text, and the old source as “previous msgid”.
"""

import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

import polib

from cms.translation.files.enums import FileProblem

from .translation_file import BadFileError, Entry, TranslationFile

TRANSLATION: Final = "X-WagtailLocalize-TranslationID"
SOURCE_LANGUAGE: Final = "X-Source-Language"
MADE_AT: Final = "X-Exported-At"
FUZZY: Final = "fuzzy"
_SEEN: Final = re.compile(r"^seen: ([0-9a-f]{16}\+?)$", re.MULTILINE)


def write(sheet: TranslationFile) -> bytes:
    """Return the sheet as a PO file in UTF-8."""
    file = polib.POFile(wrapwidth=100)
    file.header = " ".join(sheet.title.split())
    made_at = sheet.made_at.isoformat(timespec="microseconds") if sheet.made_at else ""
    file.metadata = {
        "Project-Id-Version": " ".join(sheet.title.split()),
        "POT-Creation-Date": made_at,
        "Language": sheet.target_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        SOURCE_LANGUAGE: sheet.source_code,
        TRANSLATION: sheet.translation,
        MADE_AT: made_at,
    }
    file.extend(_entry(entry) for entry in sheet.entries)
    return (str(file).rstrip("\n") + "\n").encode()


def _entry(entry: Entry) -> polib.POEntry:
    made = polib.POEntry(msgctxt=entry.path, msgid=entry.source, msgstr=entry.text)
    made.comment = f"seen: {entry.seen}" if entry.seen else ""
    if entry.text and not entry.is_sure:
        made.flags.append(FUZZY)
    if entry.old_source:
        made.previous_msgid = entry.old_source
    return made


def read(content: bytes) -> TranslationFile:
    """Return the sheet of a PO file. Raises BadFileError."""
    file = _parse(_decode(content))
    headers = {str(name).lower(): str(value).strip() for name, value in file.metadata.items()}
    return TranslationFile(
        translation=headers.get(TRANSLATION.lower(), ""),
        source_code=headers.get(SOURCE_LANGUAGE.lower(), ""),
        target_code=headers.get("language", ""),
        title=headers.get("project-id-version", ""),
        made_at=moment(headers.get(MADE_AT.lower()) or headers.get("pot-creation-date", "")),
        entries=tuple(_read(entry) for entry in file if not entry.obsolete),
    )


def moment(text: str) -> datetime | None:
    """Return a point in time written as ISO 8601 with its offset, None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _read(entry: polib.POEntry) -> Entry:
    found = _SEEN.search(entry.comment)
    return Entry(
        path=entry.msgctxt or "",
        source=entry.msgid,
        text=entry.msgstr,
        seen=found.group(1) if found else "",
        is_sure=not entry.fuzzy,
        old_source=entry.previous_msgid or "",
    )


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFileError(FileProblem.ENCODING) from error


def _parse(text: str) -> polib.POFile:
    """Parse a text. polib takes a text that is the name of a file for that file: it gets a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.po"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            file = polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
            # All of them are polib's ways to say that it expected something else.
            raise BadFileError(FileProblem.NOT_PO) from error
    if not len(file) and not file.metadata:
        raise BadFileError(FileProblem.NOT_PO)
    return file
