"""Sheets as XLIFF 2.0 files (OASIS, http://docs.oasis-open.org/xliff/xliff-core/v2.0/).

One file a translation, one unit a text: its name is the text's path. What stood here when the
file was made, and the old source of an outdated translation, are notes of the unit.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from cms.translation.files.enums import FileProblem

from .inline_codes import CORE, BadMarkupError, fill, fragment, speakable
from .po import moment
from .translation_file import BadFileError, Entry, TranslationFile

LANG_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
FILE_PREFIX: Final = "t-"
TITLE: Final = "title"
MADE_AT: Final = "exported-at"
SEEN: Final = "seen"
OLD_SOURCE: Final = "old-source"
INITIAL: Final = "initial"
# Our word for a text that somebody must look at before it counts.
UNSURE: Final = "cms:unsure"
# 2.1 keeps the namespace of 2.0; 2.2 has one of its own and the same core.
_SECOND: Final = "urn:oasis:names:tc:xliff:document:2."
_FIRST: Final = "urn:oasis:names:tc:xliff:document:1."

ET.register_namespace("", CORE)


def _tag(name: str) -> str:
    return f"{{{CORE}}}{name}"


def write(sheet: TranslationFile) -> bytes:
    """Return the sheet as an XLIFF file in UTF-8."""
    root = ET.Element(
        _tag("xliff"),
        {"version": "2.0", "srcLang": sheet.source_code, "trgLang": sheet.target_code},
    )
    file = ET.SubElement(root, _tag("file"), {"id": f"{FILE_PREFIX}{sheet.translation}"})
    file.set(LANG_SPACE, "preserve")
    made_at = sheet.made_at.isoformat(timespec="microseconds") if sheet.made_at else ""
    _add_notes(file, {TITLE: sheet.title, MADE_AT: made_at})
    for number, entry in enumerate(sheet.entries, start=1):
        _add_unit(file, number, entry)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return found


def _add_notes(parent: ET.Element, notes: dict[str, str]) -> None:
    spoken = {category: text for category, text in notes.items() if text}
    if spoken:
        element = ET.SubElement(parent, _tag("notes"))
        for category, text in spoken.items():
            note = ET.SubElement(element, _tag("note"), {"category": category})
            note.text = speakable(text)


def _add_unit(file: ET.Element, number: int, entry: Entry) -> None:
    unit = ET.SubElement(file, _tag("unit"), {"id": f"u{number}", "name": entry.path})
    _add_notes(unit, {SEEN: entry.seen, OLD_SOURCE: entry.old_source})
    segment = ET.SubElement(unit, _tag("segment"), _state(entry))
    fill(ET.SubElement(segment, _tag("source")), entry.source)
    if entry.text:
        fill(ET.SubElement(segment, _tag("target")), entry.text)


def _state(entry: Entry) -> dict[str, str]:
    if not entry.text:
        return {}  # Initial by the standard; many tools never write a state.
    if not entry.is_sure:
        return {"state": INITIAL, "subState": UNSURE}
    return {"state": "reviewed" if entry.is_accepted else "translated"}


def read(content: bytes) -> TranslationFile:
    """Return the sheet of an XLIFF file. Raises BadFileError."""
    root = _root(content)
    files = root.findall(_tag("file"))
    if len(files) != 1:
        raise BadFileError(FileProblem.SEVERAL if files else FileProblem.NOT_XLIFF)
    file, notes = files[0], _notes(files[0])
    return TranslationFile(
        translation=file.get("id", "").removeprefix(FILE_PREFIX),
        source_code=root.get("srcLang", ""),
        target_code=root.get("trgLang", ""),
        title=notes.get(TITLE, ""),
        made_at=moment(notes.get(MADE_AT, "")),
        entries=tuple(_entry(unit) for unit in file.iter(_tag("unit"))),
    )


def _root(content: bytes) -> ET.Element:
    try:
        root: ET.Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadFileError(FileProblem.ENTITIES) from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BadFileError(FileProblem.NOT_XML) from error
    space, _sign, name = root.tag.lstrip("{").rpartition("}")
    if name != "xliff":
        raise BadFileError(FileProblem.NOT_XLIFF)
    if space.startswith(_FIRST) or (not space and root.get("version", "1").startswith("1")):
        raise BadFileError(FileProblem.OLD_XLIFF)
    if not space.startswith(_SECOND):
        raise BadFileError(FileProblem.NOT_XLIFF)
    return _as_core(root, space)


def _as_core(root: ET.Element, space: str) -> ET.Element:
    """Return the file with its core elements in the namespace of 2.0."""
    if space != CORE:
        for element in root.iter():
            if str(element.tag).startswith(f"{{{space}}}"):
                element.tag = _tag(element.tag.rpartition("}")[2])
    return root


def _notes(element: ET.Element) -> dict[str, str]:
    found = element.findall(f"{_tag('notes')}/{_tag('note')}")
    return {note.get("category", ""): note.text or "" for note in found}


def _entry(unit: ET.Element) -> Entry:
    notes = _notes(unit)
    segments = unit.findall(_tag("segment"))
    text, is_broken = "", False
    try:
        text = _whole(unit, "target")
    except BadMarkupError:
        is_broken = True
    return Entry(
        path=unit.get("name", ""),
        source=_source(unit),
        text=text,
        seen=notes.get(SEEN, ""),
        is_sure=not any(_is_unsure(segment) for segment in segments),
        old_source=notes.get(OLD_SOURCE, ""),
        is_accepted=all(segment.get("state") in {"reviewed", "final"} for segment in segments),
        is_broken=is_broken,
    )


def _source(unit: ET.Element) -> str:
    try:
        return _whole(unit, "source")
    except BadMarkupError:
        return ""  # No text of a page, so it will match none.


def _is_unsure(segment: ET.Element) -> bool:
    """Tell whether a text is a suggestion: a target whose state is said to be initial."""
    return segment.get("state") == INITIAL or segment.get("subState") == UNSURE


def _whole(unit: ET.Element, name: str) -> str:
    """Return what a unit's segments say together: tools may split a text into sentences.

    Empty when a part is missing: half a translation is none. Raises BadMarkupError.
    """
    try:
        return "".join(_spoken(unit, name))
    except LookupError:
        return ""


def _spoken(unit: ET.Element, name: str) -> Iterator[str]:
    for part in unit:
        if part.tag == _tag("segment"):
            element = part.find(_tag(name))
            if element is None:
                raise LookupError(name)
        elif part.tag == _tag("ignorable"):
            found = part.find(_tag(name))
            element = part.find(_tag("source")) if found is None else found
        else:
            continue
        if element is not None:
            yield fragment(element)
