"""Tables as files for spreadsheets, in which no cell calculates."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
# What spreadsheets expect where the comma is the decimal sign, as in Poland.
SEPARATOR: Final = ";"
MARK: Final = "\ufeff"  # Tells spreadsheets that the file is UTF-8.
# What makes spreadsheets calculate instead of show (OWASP, “CSV injection”), wide signs too.
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")
# Numbers and telephone numbers begin with such a sign and calculate nothing.
_FIGURES: Final = re.compile(r"[+-]?\d{1,18}(?:[.,]\d{1,9})?|\+\d{1,4}(?: \d{1,9}){1,8}")
# Control characters that XML cannot hold.
_UNSPEAKABLE: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def harmless(value: object) -> object:
    """Return the value so that a spreadsheet that reads CSV shows it and does not calculate it."""
    if not isinstance(value, str):
        return value
    text = value.translate(_UNSPEAKABLE)
    is_formula = text.startswith(_FORMULA) and not _FIGURES.fullmatch(text)
    return f"'{text}" if is_formula else text


def as_meant(text: str) -> str:
    """Return a cell of a CSV file without the apostrophe that ``harmless`` may have put there."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def csv_line(line: Iterable[Any]) -> str:
    """Return one line of CSV with its end."""
    out = io.StringIO()
    csv.writer(out, delimiter=SEPARATOR).writerow([harmless(cell) for cell in line])
    return out.getvalue()


def as_csv(lines: Iterable[Iterable[Any]]) -> bytes:
    """Return a table as CSV in UTF-8, with the mark that spreadsheets look for."""
    return (MARK + "".join(map(csv_line, lines))).encode()


def as_xlsx(title: str, lines: Iterable[Iterable[Any]]) -> bytes:
    """Return a workbook of one sheet whose first line stays in sight."""
    book = Workbook(write_only=True, iso_dates=True)
    sheet = book.create_sheet(title=title[:31])
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: object) -> WriteOnlyCell:
    """Return a cell; a workbook says of each that it is a text, so none needs an apostrophe."""
    cell = WriteOnlyCell(sheet, value.translate(_UNSPEAKABLE) if isinstance(value, str) else value)
    if cell.data_type == "f":
        cell.data_type = "s"
    return cell
