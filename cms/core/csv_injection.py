"""Wagtail's own exports as CSV: what people wrote is shown there and not calculated.

``wagtail.admin.views.mixins.SpreadsheetExportMixin`` writes titles and names as they are; every
list and report of the admin exports by it, the site history too.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from .spreadsheets import MARK, csv_line


def defuse() -> None:
    """Write all of Wagtail's CSV as ours is written. Its workbooks are right as they are."""
    SpreadsheetExportMixin.stream_csv = _stream_csv


def _stream_csv(view: SpreadsheetExportMixin, queryset: Iterable[Any]) -> Iterator[str]:
    fields = view.list_export
    yield MARK + csv_line(view.get_heading(queryset, field) for field in fields)
    for item in queryset:
        row = view.to_row_dict(item).items()
        yield csv_line(view.preprocess_field_value(name, cell, "csv") for name, cell in row)
