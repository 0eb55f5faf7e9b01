"""Terms as CSV, written and read as spreadsheet programs in Poland save it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from cms.core.spreadsheets import as_csv, as_meant
from cms.core.text_encodings import utf16_of

from .term_rows import Row, TermFileError, case_type_of, language_of

COLUMNS: Final = ("term", "note", "language", "kind", "text")
_SEPARATORS: Final = ("\t", ";", ",")


def write_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in which no cell calculates."""
    return as_csv([COLUMNS, *([getattr(row, name) for name in COLUMNS] for row in rows)])


def read_csv(content: bytes) -> Iterator[Row]:
    """Yield the rows of a CSV file with a heading line, in any order and case of its columns.

    UTF-8, UTF-16, or Windows-1250; tabulator, semicolon or comma, also as a first
    line ``sep=;`` says. Raises TermFileError when a column is missing.
    """
    lines = io.StringIO(_decode(content), newline="")
    head = lines.readline()
    separator = head[4:5] if head.lower().startswith("sep=") else ""
    heading = lines.readline() if separator else head
    separator = separator or max(_SEPARATORS, key=heading.count)
    names = [name.strip().strip('"').lower() for name in heading.split(separator)]
    if not set(COLUMNS) <= set(names):
        raise TermFileError(", ".join(COLUMNS))
    before = 2 if heading is not head else 1
    try:
        for cells in (reader := csv.reader(lines, delimiter=separator)):
            if any(cell.strip() for cell in cells):
                yield _row(before + reader.line_num, dict(zip(names, cells, strict=False)))
    except csv.Error as error:
        raise TermFileError(str(error)) from error


def _row(line: int, cells: dict[str, str]) -> Row:
    term, note, language, kind, text = (as_meant(cells.get(n, "").strip()) for n in COLUMNS)
    return Row(line, term, note, language_of(language), case_type_of(kind), text)


def _decode(content: bytes) -> str:
    utf16 = utf16_of(content)
    try:
        return content.decode(utf16 or "utf-8-sig")
    except UnicodeDecodeError as error:
        if utf16:
            raise TermFileError(str(error)) from error
    try:
        return content.decode("cp1250")
    except UnicodeDecodeError as error:
        raise TermFileError(str(error)) from error
