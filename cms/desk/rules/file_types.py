"""What a file is by its content, whatever it is called: a short list, and everything else is not.

Signatures: PDF, ISO 32000-2; ZIP, APPNOTE 6.3; OOXML, ECMA-376; ODF, OASIS 1.3.
"""

from dataclasses import dataclass
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile

TEXT_BYTES: Final = 1024 * 1024
_MAX_ENTRIES: Final = 2_000
_MAX_UNPACKED: Final = 200 * 1024 * 1024
_MAX_RATIO: Final = 200  # Of a text; what packs better was made to be unpacked.
_RATIO_FROM: Final = 1024 * 1024
_TAIL: Final = 2_048
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13}
_PROGRAMS: Final = ("vbaproject.bin", "basic/", "scripts/", "activex/")


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is taken; ``image`` is Pillow's name for a picture's format."""

    media_type: str
    extension: str
    image: str = ""


PDF: Final = FileType("application/pdf", "pdf")
JPEG: Final = FileType("image/jpeg", "jpg", "JPEG")
PNG: Final = FileType("image/png", "png", "PNG")
WEBP: Final = FileType("image/webp", "webp", "WEBP")
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
DOCX: Final = FileType(f"{_OOXML}wordprocessingml.document", "docx")
XLSX: Final = FileType(f"{_OOXML}spreadsheetml.sheet", "xlsx")
ODT: Final = FileType("application/vnd.oasis.opendocument.text", "odt")
TXT: Final = FileType("text/plain", "txt")
TYPES: Final = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, ODT, TXT)


def recognise(file: BinaryIO, size: int) -> FileType | None:
    """Return the type of ``size`` bytes, None for what is not taken or pretends to be two things.

    Pictures are only recognised here; whoever takes them draws them anew.
    """
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"%PDF-"):
        return PDF if _is_only_pdf(file, size) else None
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _office_type(file)
    return TXT if size <= TEXT_BYTES and _is_text(file) else None


def _is_only_pdf(file: BinaryIO, size: int) -> bool:
    """Tell whether a PDF ends as one, and is no archive at the same time."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    end = tail.rfind(b"%%EOF")
    return end >= 0 and b"PK\x05\x06" not in tail and not tail[end + 5 :].strip()


def _office_type(file: BinaryIO) -> FileType | None:
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            return _of_archive(archive)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None


def _of_archive(archive: ZipFile) -> FileType | None:
    names = [entry.filename for entry in archive.infolist()]
    if not _is_harmless(archive):
        return None
    if "[Content_Types].xml" in names:
        return (
            DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
        )
    if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < _TAIL:
        return (
            ODT if archive.read("mimetype").decode("ascii", "replace") == ODT.media_type else None
        )
    return None


def _is_harmless(archive: ZipFile) -> bool:
    """Tell whether an archive holds no programs, no archives, and not far more than it seems."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_UNPACKED:
        return False
    if total > _RATIO_FROM and total > _MAX_RATIO * max(packed, 1):
        return False
    names = [entry.filename.lower() for entry in entries]
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        return False
    if any(name.endswith((".zip", ".exe", ".js", ".html")) for name in names):
        return False
    return not any(program in name for name in names for program in _PROGRAMS)


def _is_text(file: BinaryIO) -> bool:
    """Tell whether it is plain text in UTF-8 or in Windows' Polish, and no markup."""
    file.seek(0)
    content = file.read(TEXT_BYTES + 1)
    if not content.strip() or _CONTROLS & frozenset(content):
        return False
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"<", b"#!"[:1], b"{"}:
        return False
    for encoding in ("utf-8", "cp1250"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
