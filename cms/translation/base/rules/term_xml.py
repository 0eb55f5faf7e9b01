"""Terms as TBX (ISO 30042, second and third edition) and TMX 1.4, written and read."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from cms.core import locales
from cms.translation.base.enums import FormKind

from .term_rows import Row, TermFileError, case_type_of, language_of

NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NAME: Final = "Wspólna Sprawa"
STATUS: Final = "administrativeStatus"
_STATUS_NAMES: Final = (STATUS, "normativeAuthorization")
_STATUSES: Final = {
    FormKind.APPROVED: "preferredTerm-admn-sts",
    FormKind.FORBIDDEN: "deprecatedTerm-admn-sts",
}
# Second edition (martif) and third: concept, language, form.
_CONCEPTS: Final = ("termEntry", "conceptEntry")
_SECTIONS: Final = ("langSet", "langSec")
_FORMS: Final = ("tig", "ntig", "termSec")
# Codes of the program that a segment came from (TMX 1.4b, 5): no words of it.
_CODES: Final = ("bpt", "ept", "it", "ph", "ut")
Form = tuple[str, str]  # Text and kind.


def write_tbx(rows: Iterable[Row]) -> bytes:
    """Return rows as TBX-Basic with its header, one concept a term."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", "xmlns": NAMESPACE})
    root.set("xml:lang", locales.SOURCE)
    about = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(about, "titleStmt"), "title").text = NAME
    ET.SubElement(ET.SubElement(about, "sourceDesc"), "p").text = f"{NAME}: term base"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, (term, note, forms) in enumerate(_concepts(rows), start=1):
        concept = ET.SubElement(body, "conceptEntry", {"id": f"c{number}"})
        if note:
            ET.SubElement(concept, "note").text = note
        _add_section(concept, locales.SOURCE, [(term, FormKind.APPROVED)])
        for code, texts in forms.items():
            _add_section(concept, code, texts)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _concepts(rows: Iterable[Row]) -> Iterator[tuple[str, str, dict[str, list[Form]]]]:
    """Yield (term, note, forms by language) of rows."""
    found: dict[str, tuple[str, dict[str, list[Form]]]] = {}
    for row in rows:
        _note, forms = found.setdefault(row.term, (row.note, {}))
        if row.text:
            forms.setdefault(row.language, []).append((row.text, row.kind))
    yield from ((term, note, forms) for term, (note, forms) in found.items())


def _add_section(concept: ET.Element, code: str, forms: list[Form]) -> None:
    section = ET.SubElement(concept, "langSec", {"xml:lang": code})
    for text, kind in forms:
        part = ET.SubElement(section, "termSec")
        ET.SubElement(part, "term").text = text
        ET.SubElement(part, "termNote", {"type": STATUS}).text = _STATUSES[FormKind(kind)]


def read_tbx(content: bytes) -> Iterator[Row]:
    """Yield the rows of a TBX file of any edition and style; ``line`` is the concept's number.

    The preferred Polish form is the term. Raises TermFileError when it is no XML, declares
    entities, or is another format.
    """
    root = _root(content)
    if _name(root) not in {"tbx", "martif"}:
        raise TermFileError("TBX")
    for number, concept in enumerate(_all(root, _CONCEPTS), start=1):
        yield from _rows(number, _note(concept), _forms(concept))


def _root(content: bytes) -> ET.Element:
    try:
        root: ET.Element = fromstring(content)
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise TermFileError(str(error)) from error
    return root


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(parent: ET.Element, names: tuple[str, ...]) -> Iterator[ET.Element]:
    return (element for element in parent.iter() if _name(element) in names)


def _note(concept: ET.Element) -> str:
    """Return the concept's note, or else its definition."""
    notes = {
        element.get("type", _name(element)): _text(element)
        for element in _all(concept, ("note", "descrip", "definition"))
    }
    return notes.get("note") or notes.get("definition") or ""


def _forms(concept: ET.Element) -> dict[str, list[Form]]:
    """Return the forms of a concept by language; countries of one language are one."""
    found: dict[str, list[Form]] = {}
    for section in _all(concept, _SECTIONS):
        code = language_of(section.get(LANG) or section.get("lang") or "")
        found.setdefault(code, []).extend(
            (text, _kind(part)) for part in _all(section, _FORMS) if (text := _term(part))
        )
    return found


def _term(part: ET.Element) -> str:
    return next((_text(element) for element in _all(part, ("term",))), "")


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _kind(part: ET.Element) -> str:
    """Return the kind of a form: statuses are notes with a type, or elements of that name."""
    for element in part.iter():
        if _name(element) in _STATUS_NAMES or element.get("type") in _STATUS_NAMES:
            return case_type_of(_text(element))
    return FormKind.APPROVED


def _rows(number: int, note: str, forms: dict[str, list[Form]]) -> Iterator[Row]:
    """Yield the rows of a concept; languages that the site has not are passed over."""
    polish = forms.get(locales.SOURCE, [])
    term = next((text for text, kind in polish if kind != FormKind.FORBIDDEN), "")
    yield Row(number, term, note)
    for code in locales.TARGETS:
        yield from (Row(number, term, note, code, kind, text) for text, kind in forms.get(code, []))


def write_tmx(rows: Iterable[Row]) -> bytes:
    """Return the approved forms as TMX 1.4, a unit for each with its term."""
    root = ET.Element("tmx", {"version": "1.4"})
    about = {"creationtool": NAME, "creationtoolversion": "1", "segtype": "phrase"}
    about |= {"o-tmf": "TBX", "adminlang": "en", "srclang": locales.SOURCE}
    ET.SubElement(root, "header", {**about, "datatype": "plaintext"})
    body = ET.SubElement(root, "body")
    for row in rows:
        if row.text and row.kind == FormKind.APPROVED:
            unit = ET.SubElement(body, "tu")
            if row.note:
                ET.SubElement(unit, "note").text = row.note
            for code, text in ((locales.SOURCE, row.term), (row.language, row.text)):
                variant = ET.SubElement(unit, "tuv", {"xml:lang": code})
                ET.SubElement(variant, "seg").text = text
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def read_tmx(content: bytes) -> Iterator[Row]:
    """Yield the rows of a TMX file; ``line`` is the unit's number. Raises TermFileError."""
    root = _root(content)
    if _name(root) != "tmx":
        raise TermFileError("TMX")
    for number, unit in enumerate(_all(root, ("tu",)), start=1):
        forms: dict[str, list[Form]] = {}
        for variant in _all(unit, ("tuv",)):
            code = language_of(variant.get(LANG) or variant.get("lang") or "")
            said = [_words(segment) for segment in _all(variant, ("seg",))]
            forms.setdefault(code, []).extend((text, FormKind.APPROVED) for text in said if text)
        note = next((_text(element) for element in _all(unit, ("note",))), "")
        yield from _rows(number, note, forms)


def _words(segment: ET.Element) -> str:
    """Return what a segment says, and empty its codes; words that are marked (``hi``) stay."""
    for code in list(_all(segment, _CODES)):
        after = code.tail
        code.clear()
        code.tail = after
    return _text(segment)
