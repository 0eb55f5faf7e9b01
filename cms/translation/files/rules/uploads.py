"""From an upload to the files in it, and from a file to its sheet; nothing in it is believed."""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from cms.translation.files.enums import FileFormat, FileProblem

from . import po, xliff
from .translation_file import BadFileError, TranslationFile

MEGABYTE: Final = 1024 * 1024
MAX_FILE: Final = 2 * MEGABYTE
MAX_UPLOAD: Final = 20 * MEGABYTE
MAX_UNPACKED: Final = 100 * MEGABYTE
MAX_FILES: Final = 5_000
NAME_LENGTH: Final = 200
_ENCRYPTED: Final = 0x1
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_FORMATS: Final = {
    ".po": FileFormat.PO,
    ".xlf": FileFormat.XLIFF,
    ".xliff": FileFormat.XLIFF,
}
# What zipfile and its decompressors raise for what is no proper archive.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)
_READERS: Final = {FileFormat.PO: po.read, FileFormat.XLIFF: xliff.read}
_WRITERS: Final = {FileFormat.PO: po.write, FileFormat.XLIFF: xliff.write}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came; ``problem`` is set, and ``content`` empty, for what is not even read."""

    name: str
    content: bytes
    problem: FileProblem | None = None


def write(sheet: TranslationFile, file_format: FileFormat) -> bytes:
    """Return the sheet as a file."""
    return _WRITERS[file_format](sheet)


def read(name: str, content: bytes) -> TranslationFile:
    """Return the sheet of a file; the name's ending says its format. Raises BadFileError."""
    file_format = _FORMATS.get(PurePosixPath(name).suffix.lower())
    if file_format is None:
        raise BadFileError(FileProblem.NO_TYPE)
    if not content.strip():
        raise BadFileError(FileProblem.EMPTY)
    if len(content) > MAX_FILE:
        raise BadFileError(FileProblem.TOO_LARGE)
    return _READERS[file_format](content)


def unpack(name: str, content: bytes) -> list[Upload]:
    """Return the files of an upload: itself, or those of a zip.

    Raises BadFileError for an archive that cannot be read, is encrypted or too large.
    """
    if content[:4] != b"PK\x03\x04" and not name.lower().endswith(".zip"):
        return [Upload(safe_name(name), content)]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _files(archive)
    except _DAMAGED as error:
        raise BadFileError(FileProblem.BAD_ZIP) from error


def _files(archive: zipfile.ZipFile) -> list[Upload]:
    members = [member for member in archive.infolist() if _is_meant(member)]
    if len(members) > MAX_FILES:
        raise BadFileError(FileProblem.TOO_MANY)
    if not members:
        raise BadFileError(FileProblem.EMPTY)
    found, left = [], MAX_UNPACKED
    for member in members:
        upload = _read_member(archive, member)
        left -= len(upload.content)
        if left < 0:
            raise BadFileError(FileProblem.BOMB)
        found.append(upload)
    return found


def _is_meant(member: zipfile.ZipInfo) -> bool:
    """Tell whether somebody put it there: folders and what macOS adds are left out."""
    parts = PurePosixPath(member.filename).parts
    return not member.is_dir() and "__MACOSX" not in parts and parts[-1:] != (".DS_Store",)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Upload:
    if member.flag_bits & _ENCRYPTED:
        raise BadFileError(FileProblem.ENCRYPTED)
    name = safe_name(member.filename)
    if PurePosixPath(name).suffix.lower() not in _FORMATS:
        return Upload(name, b"", FileProblem.NO_TYPE)
    with archive.open(member) as file:
        content = file.read(MAX_FILE + 1)  # What the archive says of sizes may be a lie.
    if len(content) > MAX_FILE:
        return Upload(name, b"", FileProblem.TOO_LARGE)
    return Upload(name, content)


def safe_name(name: str) -> str:
    """Return the last part of a path, without what could not be shown."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return _CONTROL.sub("", last)[-NAME_LENGTH:] or "?"
