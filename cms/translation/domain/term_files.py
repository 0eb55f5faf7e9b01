"""The term base as a file: CSV for spreadsheets, TBX for translators' tools (ISO 30042)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.db import transaction

from cms.core import locales
from cms.translation.enums import FormKind
from cms.translation.models import Term, TermForm

COLUMNS: Final = ("term", "note", "language", "kind", "text")
NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
STATUS: Final = "administrativeStatus"
STATUSES: Final = {
    FormKind.APPROVED: "preferredTerm-admn-sts",
    FormKind.FORBIDDEN: "deprecatedTerm-admn-sts",
}
MAX_LENGTH: Final = 160


class TermFileError(ValueError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a term, or a term without forms (empty language); ``line`` counts from 1."""

    line: int
    term: str
    note: str
    language: str = ""
    kind: str = FormKind.APPROVED
    text: str = ""

    @property
    def is_good(self) -> bool:
        """Tell whether it can be stored."""
        if not self.term or max(len(self.term), len(self.text)) > MAX_LENGTH:
            return False
        if not self.language:
            return not self.text
        return bool(self.text) and self.language in locales.TARGETS and self.kind in FormKind


@dataclass
class Imported:
    """What an import did; ``bad_lines`` were left out."""

    terms: int = 0
    forms: int = 0
    bad_lines: list[int] = field(default_factory=list)


def import_rows(rows: Iterator[Row]) -> Imported:
    """Add what is new and change what differs; nothing is deleted, so it may be repeated.

    Rows that cannot be stored are counted, all others are stored. Raises TermFileError.
    """
    done = Imported()
    with transaction.atomic():
        for row in rows:
            if row.is_good:
                _store(row, done)
            else:
                done.bad_lines.append(row.line)
    return done


def _store(row: Row, done: Imported) -> None:
    term, is_new = Term.objects.get_or_create(term=row.term, defaults={"note": row.note})
    done.terms += is_new
    if row.note and term.note != row.note:
        Term.objects.filter(pk=term.pk).update(note=row.note)
    if row.text:
        form, is_new = TermForm.objects.get_or_create(
            term=term, language=row.language, text=row.text, defaults={"kind": row.kind}
        )
        done.forms += is_new
        if form.kind != row.kind:
            TermForm.objects.filter(pk=form.pk).update(kind=row.kind)


def _rows() -> Iterator[Row]:
    """Yield the whole term base, terms in alphabetical order."""
    for term in Term.objects.prefetch_related("forms"):
        forms = list(term.forms.all())
        if not forms:
            yield Row(0, term.term, term.note)
        for form in forms:
            yield Row(0, term.term, term.note, form.language, form.kind, form.text)


def to_csv() -> bytes:
    """Return the term base as CSV in UTF-8, with the mark that spreadsheets want."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in _rows())
    return text.getvalue().encode("utf-8-sig")


def from_csv(content: bytes) -> Iterator[Row]:
    """Yield the rows of a CSV file with a heading line; comma or semicolon.

    Raises TermFileError when it is no UTF-8 text or lacks a column.
    """
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        reader = csv.DictReader(
            io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","
        )
        if not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise TermFileError(", ".join(COLUMNS))
        for values in reader:
            cells = {name: (values[name] or "").strip() for name in COLUMNS}
            yield Row(reader.line_num, **{**cells, "kind": cells["kind"] or FormKind.APPROVED})
    except (UnicodeDecodeError, csv.Error) as error:
        raise TermFileError(str(error)) from error


def to_tbx() -> bytes:
    """Return the term base as TBX-Basic, one concept a term."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", "xmlns": NAMESPACE})
    root.set("xml:lang", locales.SOURCE)
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for term in Term.objects.prefetch_related("forms"):
        concept = ET.SubElement(body, "conceptEntry", {"id": f"c{term.pk}"})
        if term.note:
            ET.SubElement(concept, "note").text = term.note
        _add_section(concept, locales.SOURCE, [(term.term, FormKind.APPROVED)])
        for code in locales.TARGETS:
            forms = [(f.text, FormKind(f.kind)) for f in term.forms.all() if f.language == code]
            _add_section(concept, code, forms)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_section(concept: ET.Element, code: str, forms: list[tuple[str, FormKind]]) -> None:
    if not forms:
        return
    section = ET.SubElement(concept, "langSec", {"xml:lang": code})
    for text, kind in forms:
        part = ET.SubElement(section, "termSec")
        ET.SubElement(part, "term").text = text
        ET.SubElement(part, "termNote", {"type": STATUS}).text = STATUSES[kind]


def from_tbx(content: bytes) -> Iterator[Row]:
    """Yield the rows of a TBX file; ``line`` is the concept's number.

    Raises TermFileError when it is no XML, or XML that declares entities.
    """
    try:
        root = fromstring(content)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise TermFileError(str(error)) from error
    for number, concept in enumerate(root.iter(f"{{{NAMESPACE}}}conceptEntry"), start=1):
        yield from _concept_rows(number, concept)


def _concept_rows(number: int, concept: ET.Element) -> Iterator[Row]:
    sections = {
        section.get(LANG, "").lower(): list(section.iter(f"{{{NAMESPACE}}}termSec"))
        for section in concept.iter(f"{{{NAMESPACE}}}langSec")
    }
    note = (concept.findtext(f"{{{NAMESPACE}}}note") or "").strip()
    official = next((_text(part) for part in sections.pop(locales.SOURCE, [])), "")
    yield Row(number, official, note)
    for code, parts in sections.items():
        for part in parts:
            yield Row(number, official, note, code, _kind(part), _text(part))


def _text(part: ET.Element) -> str:
    return (part.findtext(f"{{{NAMESPACE}}}term") or "").strip()


def _kind(part: ET.Element) -> str:
    for note in part.iter(f"{{{NAMESPACE}}}termNote"):
        if note.get("type") == STATUS and (note.text or "").strip() == STATUSES[FormKind.FORBIDDEN]:
            return FormKind.FORBIDDEN
    return FormKind.APPROVED
