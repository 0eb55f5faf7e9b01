"""The board as a file: what is looked for, a line for each translation."""

import csv
import io
import logging
from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from cms.board.domain.matrix import matrix

from . import choosing, presenting

logger = logging.getLogger(__name__)

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What makes spreadsheets calculate instead of show (OWASP, “CSV injection”).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the rows that the same address without the format would show, as CSV or XLSX."""
    choice = choosing.read(request)
    board = matrix(choice.filters, choice.shown)
    lines = presenting.table(board.counted(board.rows), choice.filters.today)
    logger.info("Account %s exported the board as %s", request.user.pk, file_format)
    content, media_type = (
        (_as_csv(lines), "text/csv; charset=utf-8")
        if file_format == "csv"
        else (_as_xlsx(lines), _XLSX)
    )
    response = HttpResponse(content, content_type=media_type)
    name = f"translations-{choice.filters.today}.{file_format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _as_csv(lines: Iterable[list[Any]]) -> bytes:
    """Return UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([_harmless(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _as_xlsx(lines: Iterable[list[Any]]) -> bytes:
    book = Workbook(write_only=True, iso_dates=True)
    sheet = book.create_sheet(title=_("Translations")[:31])
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, _harmless(value))
    if cell.data_type == "f":
        cell.data_type = "s"
    return cell
