"""Damaged, foreign and hostile files are refused with a word of ours, and quickly."""

import io
import time
import zipfile
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from cms.translation.files.enums import FileProblem
from cms.translation.files.rules import uploads, xliff
from cms.translation.files.rules.inline_codes import CORE, BadMarkupError, fragment
from cms.translation.files.rules.translation_file import BadFileError

HEAD: Final = f'<xliff xmlns="{CORE}" version="2.0" srcLang="pl" trgLang="uk">'
LAUGHS: Final = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<x>&b;</x>"
)
OUTSIDE: Final = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
PO_HEAD: Final = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.po", b"", FileProblem.EMPTY),
        ("a.po", b" \n ", FileProblem.EMPTY),
        ("a.xlf", b"", FileProblem.EMPTY),
        ("a.docx", b"x", FileProblem.NO_TYPE),
        ("a", b"x", FileProblem.NO_TYPE),
        ("a.po", b"x" * (uploads.MAX_FILE + 1), FileProblem.TOO_LARGE),
        ("a.po", b"\xff\xfe\x00m", FileProblem.ENCODING),
        ("a.po", 'msgid "Zażółć"'.encode("iso-8859-2"), FileProblem.ENCODING),
        ("a.po", b"no PO file", FileProblem.NOT_PO),
        ("a.po", b'msgid "a\nmsgstr "b"\n', FileProblem.NOT_PO),
        ("a.po", b"\x00\x00\x00", FileProblem.NOT_PO),
        ("a.po", b"/etc/passwd", FileProblem.NOT_PO),
        ("a.xlf", b"no XML", FileProblem.NOT_XML),
        ("a.xlf", HEAD.encode(), FileProblem.NOT_XML),
        ("a.xlf", b"\xff\xfe\x00", FileProblem.NOT_XML),
        ("a.xlf", b'<?xml version="1.0" encoding="nonsense"?><a/>', FileProblem.NOT_XML),
        ("a.xlf", LAUGHS.encode(), FileProblem.ENTITIES),
        ("a.xlf", OUTSIDE.encode(), FileProblem.ENTITIES),
        ("a.xlf", f"<!DOCTYPE xliff>{HEAD}</xliff>".encode(), FileProblem.ENTITIES),
        ("a.xlf", b"<html/>", FileProblem.NOT_XLIFF),
        ("a.xlf", f"{HEAD}</xliff>".encode(), FileProblem.NOT_XLIFF),
        ("a.xlf", b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', FileProblem.OLD_XLIFF),
        ("a.xlf", f"{HEAD}<file id='a'/><file id='b'/></xliff>".encode(), FileProblem.SEVERAL),
    ],
)
def test_a_file_is_refused(name: str, content: bytes, problem: FileProblem) -> None:
    with pytest.raises(BadFileError) as refused:
        uploads.read(name, content)
    assert refused.value.problem == problem


def test_obsolete_entries_are_left_out() -> None:
    content = PO_HEAD + '#~ msgctxt "title"\n#~ msgid "a"\n#~ msgstr "b"\n'
    assert uploads.read("a.po", content.encode()).entries == ()


def test_entries_whose_context_a_tool_dropped_are_kept_to_be_told() -> None:
    read = uploads.read("a.po", (PO_HEAD + 'msgid "no context"\nmsgstr "b"\n').encode())
    assert [(entry.path, entry.source, entry.text) for entry in read.entries] == [
        ("", "no context", "b")
    ]


def test_a_byte_order_mark_is_no_damage() -> None:
    read = uploads.read(
        "a.po", (PO_HEAD + 'msgctxt "t"\nmsgid "ż"\nmsgstr "b"\n').encode("utf-8-sig")
    )
    assert [(entry.path, entry.source, entry.text) for entry in read.entries] == [("t", "ż", "b")]


@pytest.mark.parametrize(
    "inner",
    [
        '<pc id="script-1">x</pc>',
        '<ph id="img-1"/>',
        '<pc id="b-1 onclick">x</pc>',
        '<pc id="a-&quot;&gt;">x</pc>',
        '<pc id="">x</pc>',
        '<cp hex="D800"/>',
        '<cp hex="FFFFFFFFFF"/>',
        '<cp hex="x"/>',
        "<script>x</script>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "<mrk>" * 60 + "</mrk>" * 60,
    ],
)
def test_a_code_that_no_page_holds_is_refused(inner: str) -> None:
    with pytest.raises(BadMarkupError):
        fragment(ET.fromstring(f'<target xmlns="{CORE}">{inner}</target>'))


def test_such_a_text_says_so_and_the_others_are_read() -> None:
    units = "".join(
        f'<unit id="u" name="{name}"><segment><source>s</source><target>{text}</target>'
        "</segment></unit>"
        for name, text in (("p1", "<ph id='img-1'/>"), ("p2", "ok"))
    )
    content = f"{HEAD}<file id='t-1'>{units}</file></xliff>"
    entries = xliff.read(content.encode()).entries
    assert [(e.path, e.text, e.is_broken) for e in entries] == [
        ("p1", "", True),
        ("p2", "ok", False),
    ]


def test_very_deep_xml_is_no_crash() -> None:
    deep = f"{HEAD}<file id='t-1'>{'<group>' * 100_000}{'</group>' * 100_000}</file></xliff>"
    assert xliff.read(deep.encode()).entries == ()


def packed(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def problem_of(content: bytes) -> FileProblem:
    with pytest.raises(BadFileError) as refused:
        uploads.unpack("a.zip", content)
    return refused.value.problem


def test_the_files_of_a_zip_come_out_and_what_is_none_is_named() -> None:
    members = {
        "../../etc/a.po": b"1",
        "uk\\b.XLF": b"2",
        "c.exe": b"3",
        "__MACOSX/._a.po": b"4",
        "inner.zip": packed(**{"d.po": b"5"}),
        "e\u202eop.po": b"6",
    }
    assert uploads.unpack("a.zip", packed(**members)) == [
        uploads.Upload("a.po", b"1"),
        uploads.Upload("b.XLF", b"2"),
        uploads.Upload("c.exe", b"", FileProblem.NO_TYPE),
        uploads.Upload("inner.zip", b"", FileProblem.NO_TYPE),
        uploads.Upload("eop.po", b"6"),
    ]


def test_a_bomb_is_not_unpacked() -> None:
    one = packed(**{"a.po": b"0" * (uploads.MAX_FILE * 20)})
    assert uploads.unpack("a.zip", one) == [uploads.Upload("a.po", b"", FileProblem.TOO_LARGE)]
    many = {f"{number}.po": b"0" * uploads.MAX_FILE for number in range(60)}
    begin = time.perf_counter()
    assert problem_of(packed(**many)) == FileProblem.BOMB
    assert time.perf_counter() - begin < 5


def test_too_many_files_are_refused() -> None:
    assert problem_of(packed(**{f"{n}.po": b"" for n in range(uploads.MAX_FILES + 1)})) == (
        FileProblem.TOO_MANY
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 200, b"x" * 50])
def test_no_zip_at_all(content: bytes) -> None:
    assert problem_of(content) == FileProblem.BAD_ZIP


def test_an_empty_zip() -> None:
    assert problem_of(packed()) == FileProblem.EMPTY


def test_a_damaged_member() -> None:
    content = bytearray(packed(**{"a.po": b"abcdefgh" * 400}))
    content[40:50] = b"\xff" * 10
    assert problem_of(bytes(content)) == FileProblem.BAD_ZIP


def test_an_encrypted_member() -> None:
    content = bytearray(packed(**{"a.po": b"abc"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert problem_of(bytes(content)) == FileProblem.ENCRYPTED
