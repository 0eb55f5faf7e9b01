"""What a file is by its content, whatever it is called: a short list, and everything else is not.

Signatures: PDF, ISO 32000-2; ZIP, APPNOTE 6.3; OOXML, ECMA-376; ODF, OASIS 1.3; HEIF,
ISO/IEC 23008-12; what browsers take for a page, WHATWG MIME Sniffing, 7.1.
"""

import codecs
import re
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from cms.core.text_encodings import utf16_of

TEXT_BYTES: Final = 1024 * 1024
_MAX_ENTRIES: Final = 2_000
_MAX_UNPACKED: Final = 200 * 1024 * 1024
_MAX_RATIO: Final = 200  # Of a text; what packs better was made to be unpacked.
_RATIO_FROM: Final = 1024 * 1024
_MIME_BYTES: Final = 100
_TYPES_BYTES: Final = 1024 * 1024
# Programs look for the end of an archive in as many last bytes of a file.
_TAIL: Final = 65_557
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_CONTROLS: Final = frozenset(map(chr, {*range(32)} - {9, 10, 12, 13}))
# Readers look for the end of a PDF in as many last bytes; some programs add a few of their own.
_PDF_REST: Final = 1_024
_BOM: Final = codecs.BOM_UTF8
_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1"})
_PROGRAMS: Final = ("vbaproject", "basic/", "scripts/", "activex", "oleobject")
_NESTED: Final = (".zip", ".exe", ".js", ".html", ".htm", ".svg", ".jar", ".docm", ".xlsm")
_PROGRAM_TEXT: Final = ("#!", "{\\rtf", "GIF8", "%!PS")
_MARKUP: Final = re.compile(
    r"<(?:!doctype|\?|!--|%|(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p"
    r"|svg|math|img|object|embed|meta|link|form|frameset|base|video|audio)[\s/>])",
    re.IGNORECASE,
)
_ENCRYPTED: Final = 1  # A bit of an entry's flags.
# What reading an archive raises that lies about itself.
_UNREADABLE: Final = (
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


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
HEIC: Final = FileType("image/heic", "heic", "HEIF")  # Kept as JPEG, which browsers show.
TYPES: Final = (PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX, ODT, TXT)


def recognise(file: BinaryIO, size: int) -> FileType | None:
    """Return the type of ``size`` bytes, None for what is not taken or pretends to be two things.

    Pictures are only recognised here; whoever takes them draws them anew.
    """
    file.seek(0)
    head = file.read(16)
    if head.removeprefix(_BOM).startswith(b"%PDF-"):
        return PDF if _is_only_pdf(file, size) else None
    if head.startswith(b"PK\x03\x04"):
        return _office_type(file, size)
    picture = _picture_type(head)
    if picture is None and size <= TEXT_BYTES and _is_text(file):
        return TXT
    return picture


def _picture_type(head: bytes) -> FileType | None:
    """Return the type of a picture by its first 16 bytes."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return HEIC if head[4:8] == b"ftyp" and head[8:12] in _BRANDS else None


def _is_only_pdf(file: BinaryIO, size: int) -> bool:
    """Tell whether a PDF ends as one, and is no archive or page at the same time."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    end = tail.rfind(b"%%EOF")
    rest = tail[end + 5 :].strip(b"\0 \t\r\n")
    return end >= 0 and _END not in tail and len(rest) <= _PDF_REST and b"<" not in rest


def _office_type(file: BinaryIO, size: int) -> FileType | None:
    # An archive without a comment ends like this: with one it could end as something else.
    file.seek(max(0, size - _END_BYTES))
    if not file.read(_END_BYTES).startswith(_END):
        return None
    try:
        with ZipFile(file) as archive:
            return _of_archive(archive) if _is_harmless(archive) else None
    except _UNREADABLE:
        return None


def _of_archive(archive: ZipFile) -> FileType | None:
    names = [entry.filename for entry in archive.infolist()]
    if names[:1] == ["mimetype"]:
        return ODT if _read(archive, "mimetype", _MIME_BYTES) == ODT.media_type.encode() else None
    types = _read(archive, "[Content_Types].xml", _TYPES_BYTES)
    if not types or b"macroEnabled" in types:
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _read(archive: ZipFile, name: str, most: int) -> bytes:
    """Return an entry of ``most`` bytes at most, nothing if it is larger. Raises KeyError."""
    return archive.read(name) if archive.getinfo(name).file_size <= most else b""


def _is_harmless(archive: ZipFile) -> bool:
    """Tell whether an archive holds no programs, no archives, and not far more than it seems."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_UNPACKED:
        return False
    if total > _RATIO_FROM and total > _MAX_RATIO * max(packed, 1):
        return False
    return all(_is_plain(entry) for entry in entries)


def _is_plain(entry: ZipInfo) -> bool:
    name = entry.filename.lower()
    if entry.flag_bits & _ENCRYPTED or name.startswith("/") or ".." in name.split("/"):
        return False
    return not name.endswith(_NESTED) and not any(program in name for program in _PROGRAMS)


def _is_text(file: BinaryIO) -> bool:
    """Tell whether it is plain text, and no page or program."""
    file.seek(0)
    text = _decoded(file.read(TEXT_BYTES + 1)).removeprefix("\ufeff").lstrip()
    if not text or _CONTROLS & frozenset(text):
        return False
    return not text.startswith(_PROGRAM_TEXT) and not _MARKUP.match(text)


def _decoded(content: bytes) -> str:
    """Return a text in UTF-8, in UTF-16, or in Windows' Polish; else nothing."""
    utf16 = utf16_of(content)
    for encoding in (utf16,) if utf16 else ("utf-8", "cp1250"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
