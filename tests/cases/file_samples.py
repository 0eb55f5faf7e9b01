"""Files as people send them, and as people do who mean harm."""

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

TYPES_XML: Final = b'<?xml version="1.0"?><Types></Types>'
PDF: Final = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TEXT: Final = "Zażółć gęślą jaźń\nПривіт\n".encode()
SECRET: Final = b"52.4064N 16.9252E"


def upload(content: bytes, name: str = "paper.pdf", claimed: str = "") -> SimpleUploadedFile:
    """Return a file as it arrives: its name and type are whatever the sender says."""
    return SimpleUploadedFile(name, content, content_type=claimed or "application/pdf")


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of entries in their order."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return target.getvalue()


def docx(**more: bytes) -> bytes:
    """Return a word processor's document with some entries more; ``__`` stands for a folder."""
    others = {name.replace("__", "/").replace("_", "."): value for name, value in more.items()}
    return archive({"[Content_Types].xml": TYPES_XML, "word/document.xml": b"<w/>", **others})


def xlsx() -> bytes:
    """Return a table."""
    return archive({"[Content_Types].xml": TYPES_XML, "xl/workbook.xml": b"<w/>"})


def odt() -> bytes:
    """Return a document as LibreOffice writes it."""
    media_type = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": media_type, "content.xml": b"<o/>"})


def picture(kind: str, width: int = 40, height: int = 20, *, frames: int = 1) -> bytes:
    """Return a picture that says where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, SECRET.decode()
    first, *others = [Image.new("RGB", (width, height), color) for color in _colors(frames)]
    target = BytesIO()
    several = {"save_all": True, "append_images": others} if others else {}
    comment = {"comment": SECRET} if kind == "JPEG" else {}
    first.save(target, kind, exif=exif, **several, **comment)
    return target.getvalue()


def _colors(count: int) -> list[tuple[int, int, int]]:
    return [(200, 40 * number % 256, 40) for number in range(count)]


def macro_document() -> bytes:
    """Return a document with a program under another name."""
    types = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<w/>", "x.bin": b"\xd0"})


def lying_archive() -> bytes:
    """Return an archive whose directory says that an entry is somewhere else and smaller."""
    whole = bytearray(docx(word__a_xml=b"a" * 1000))
    for found in re.finditer(rb"PK\x01\x02", bytes(whole)):
        whole[found.start() + 20 : found.start() + 28] = b"\x01\0\0\0\xff\xff\xff\x7f"
    return bytes(whole)


# Nothing of this is taken: what it is, and why it is refused.
HOSTILE: Final[dict[str, tuple[bytes, str]]] = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\t ", "type"),
    "null bytes": (b"\0" * 100, "type"),
    "null in a text": (b"abc\0def", "type"),
    "picture with script": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "type"),
    "page": (b"\xef\xbb\xbf  <!DOCTYPE html><script>x()</script>", "type"),
    "page of 16 bits": ("<!doctype html><script>x()</script>".encode("utf-16"), "type"),
    "null in a text of 16 bits": ("abc\0def".encode("utf-16"), "type"),
    "document, then too much": (PDF + b"x" * 2_000, "type"),
    "head of a phone's picture": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "broken"),
    "program": (b"MZ\x90\x00" + bytes(60), "type"),
    "shell program": (b"#!/bin/sh\nrm -rf ~\n", "type"),
    "moving picture and program": (b"GIF89a/*abc*/=1;alert(1)", "type"),
    "page, then document": (b"<html>" + PDF, "type"),
    "document, then page": (PDF + b"<html><script>x()</script></html>", "type"),
    "document, then archive": (PDF + docx() + b"%%EOF", "type"),
    "document without an end": (PDF[:20], "type"),
    "archive": (archive({"a.txt": b"a"}), "type"),
    "archive of archives": (docx(word__a_zip=archive({"b.zip": archive({})})), "type"),
    "bomb": (docx(word__a_xml=bytes(30_000_000)), "type"),
    "too many entries": (archive({f"{number}": b"" for number in range(2_001)}), "type"),
    "way out": (archive({"[Content_Types].xml": TYPES_XML, "../../etc/passwd": b""}), "type"),
    "document with a program": (docx(word__vbaProject_bin=b"\xd0\xcf"), "type"),
    "program, renamed": (macro_document(), "type"),
    "document, then more": (docx() + b"<script>", "type"),
    "half a document": (docx()[:-30], "type"),
    "only the head of one": (b"PK\x03\x04" + bytes(30), "type"),
    "LibreOffice's, of another type": (archive({"mimetype": b"text/html"}), "type"),
    "head of a picture": (b"\xff\xd8\xff\xe0" + b"A" * 200, "broken"),
    "half a picture": (picture("PNG", 400, 400)[:120], "broken"),
    "picture that is another": (b"\x89PNG\r\n\x1a\n" + picture("JPEG"), "broken"),
    "sound": (b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 40, "broken"),
}
