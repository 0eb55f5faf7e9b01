"""Tables as files for spreadsheets, in which no cell calculates."""

import io
from collections.abc import Iterable
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What makes spreadsheets calculate instead of show (OWASP, “CSV injection”).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# Control characters that XML cannot hold.
_UNSPEAKABLE: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def harmless(value: Any) -> Any:  # noqa: ANN401  Whatever a cell holds.
    """Return the value so that a spreadsheet shows it and does not calculate it."""
    if not isinstance(value, str):
        return value
    text = value.translate(_UNSPEAKABLE)
    return f"'{text}" if text.startswith(_FORMULA) else text


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


def _cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401  openpyxl has no types.
    cell = WriteOnlyCell(sheet, harmless(value))
    if cell.data_type == "f":
        cell.data_type = "s"
    return cell
