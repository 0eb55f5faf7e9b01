"""The dashboard as a file: what is looked for, a line for each translation."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from cms.translation.dashboard.domain.matrix import matrix

from . import filter_params, presenters

logger = logging.getLogger(__name__)


@require_safe
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the rows that the same address without the format would show, as CSV or XLSX."""
    choice = filter_params.read(request)
    board = matrix(choice.filters, choice.shown)
    lines = presenters.table(board.counted(board.rows), choice.filters.today)
    logger.info("Account %s exported the board as %s", request.user.pk, file_format)
    content, media_type = (
        (as_csv(lines), CSV) if file_format == "csv" else (as_xlsx(_("Translations"), lines), XLSX)
    )
    response = HttpResponse(content, content_type=media_type)
    name = f"translations-{choice.filters.today}.{file_format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
