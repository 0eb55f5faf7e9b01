"""What is written as a file is read back the same, in both formats."""

from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.translation.files.enums import FileFormat
from cms.translation.files.rules import po, uploads, xliff
from cms.translation.files.rules.inline_codes import CORE, canonical, fill, fragment
from cms.translation.files.rules.translation_file import Entry, TranslationFile

SEEN: Final = "0123456789abcdef"
ENTRIES: Final = (
    Entry("title", "Praca", "Робота", SEEN, is_accepted=True),
    Entry("lead", "Bez tłumaczenia", "", SEEN),
    Entry("body.1", "Zadzwoń: <b>112</b>", "Телефонуйте: <b>113</b>", SEEN, is_sure=False),
    Entry(
        "body.2",
        'Zob. <a id="a1">tu</a>',
        '<a id="a1">Тут</a>',
        SEEN,
        False,
        'Por. <a id="a1">tu</a>',
    ),
    Entry(
        "body.3", 'Q &amp; A "cytat"\\n<br/>Dalej', "Питання &amp; відповіді<br/>Далі\ttab", SEEN
    ),
)
SHEET: Final = TranslationFile(
    translation="5f3f0b3c-5b0e-4a39-a2a5-3d4b6c8f6a11",
    source_code="pl",
    target_code="uk",
    title="Praca",
    made_at=datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC),
    entries=ENTRIES,
)


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_sheet_comes_back(file_format: FileFormat) -> None:
    read = uploads.read(f"praca.{file_format.value}", uploads.write(SHEET, file_format))
    if file_format == FileFormat.PO:  # PO has no word for what was accepted.
        assert read.entries[1:] == ENTRIES[1:]
        assert read.entries[0] == Entry("title", "Praca", "Робота", SEEN)
    else:
        assert read.entries == ENTRIES
    assert (read.translation, read.source_code, read.target_code, read.title, read.made_at) == (
        SHEET.translation,
        "pl",
        "uk",
        "Praca",
        SHEET.made_at,
    )


def test_po_says_it_in_gettexts_own_words() -> None:
    file = polib.pofile(po.write(SHEET).decode())
    outdated = file[3]
    found = (
        outdated.fuzzy,
        outdated.previous_msgid,
        file.metadata["Language"],
        file.percent_translated(),
    )
    assert found == (True, 'Por. <a id="a1">tu</a>', "uk", 40)


def test_xliff_says_it_in_the_standards_own_words() -> None:
    root = ET.fromstring(xliff.write(SHEET))
    ns = {"x": CORE}
    states = [found.get("state") for found in root.findall(".//x:segment", ns)]
    codes = [
        (code.tag.rpartition("}")[2], code.get("id"), code.get("type"))
        for code in root.findall(".//x:source//*", ns)
    ]
    assert (root.attrib, states, codes) == (
        {"version": "2.0", "srcLang": "pl", "trgLang": "uk"},
        ["reviewed", None, "initial", "initial", "translated"],
        [("pc", "b-1", "fmt"), ("pc", "a-a1", "link"), ("ph", "br-1", "fmt")],
    )


# No segment is blank.
TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    str.strip
)


@given(st.lists(TEXTS, min_size=1, max_size=4, unique=True), TEXTS)
@example(["a\rb", "\u2028c\x85d", 'e"\\f', "\x0b\x0c\x00g"], "#~ msgid")
def test_any_text_comes_back(sources: list[str], text: str) -> None:
    entries = tuple(
        Entry("body", canonical(source.replace("<", "&lt;")), canonical(text.replace("<", "&lt;")))
        for source in sources
    )
    sheet = TranslationFile(SHEET.translation, "pl", "uk", "T", None, entries)
    in_xliff = xliff.read(xliff.write(sheet))
    assert [(e.source, e.text) for e in in_xliff.entries] == [(e.source, e.text) for e in entries]
    in_po = po.read(po.write(sheet))
    assert [(e.source, e.text) for e in in_po.entries] == [(e.source, e.text) for e in entries]


@pytest.mark.parametrize(
    "text",
    [
        "<b>a<i>b</i></b><b>c</b>",
        'x<a id="a1">y</a><br/><br/>z',
        '<a id="a1">one</a> <a id="a1">again</a>',
        "a &lt;b&gt; &amp;amp; c",
        "<strong><em><code>d</code></em></strong> <abbr>e</abbr><acronym>f</acronym>",
        "\x0bodd\x01",
    ],
)
def test_markup_goes_through_inline_codes_unharmed(text: str) -> None:
    element = ET.Element(f"{{{CORE}}}target")
    fill(element, text)
    assert fragment(ET.fromstring(ET.tostring(element))) == text


TEXT: Final = TranslationFile(SHEET.translation, "pl", "uk", "T", None, (Entry("body", "A", "B"),))


def test_a_prefilled_target_in_its_initial_state_is_unsure() -> None:
    content = xliff.write(TEXT).replace(b'state="translated"', b'state="initial"')
    assert xliff.read(content).entries == (Entry("body", "A", "B", is_sure=False),)


@pytest.mark.parametrize("space", ["2.0", "2.2"])
def test_a_later_second_edition_is_not_the_first(space: str) -> None:
    content = xliff.write(TEXT).replace(b"document:2.0", f"document:{space}".encode())
    assert xliff.read(content).entries == (Entry("body", "A", "B"),)


def test_sentences_that_a_tool_split_are_one_text_again() -> None:
    one = xliff.write(
        TranslationFile(
            SHEET.translation, "pl", "uk", "T", None, (Entry("body", "A. B.", "C. D."),)
        )
    )
    split = one.replace(
        b'<segment state="translated"><source>A. B.</source><target>C. D.</target></segment>',
        b"<segment><source>A.</source><target>C.</target></segment>"
        b"<ignorable><source> </source></ignorable>"
        b"<segment><source>B.</source><target>D.</target></segment>",
    )
    assert split != one
    assert xliff.read(split).entries == (Entry("body", "A. B.", "C. D."),)


def test_half_a_translation_is_none() -> None:
    one = xliff.write(
        TranslationFile(
            SHEET.translation, "pl", "uk", "T", None, (Entry("body", "A. B.", "C. D."),)
        )
    )
    split = one.replace(
        b'<segment state="translated"><source>A. B.</source><target>C. D.</target></segment>',
        b"<segment><source>A. </source><target>C. </target></segment>"
        b"<segment><source>B.</source></segment>",
    )
    assert xliff.read(split).entries == (Entry("body", "A. B."),)


def test_codes_that_a_tool_took_apart_are_tags_again() -> None:
    target = ET.fromstring(
        f'<target xmlns="{CORE}">a <sc id="b-1"/>b<ec startRef="b-1"/> '
        '<mrk id="m1">c</mrk><cp hex="000B"/></target>'
    )
    assert fragment(target) == "a <b>b</b> c\x0b"
