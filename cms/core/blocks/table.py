"""A table of plain cells."""

from typing import Any, TypedDict

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail_localize.segments import StringSegmentValue

from .base import BodyStructBlock
from .table_keys import keys_of
from .table_widget import KeyedTableInput


class TableJSON(TypedDict):
    """``rows`` are rows of plain cells, the header row included."""

    caption: str
    header_row: bool
    header_column: bool
    rows: list[list[str]]


class TranslatableTableBlock(TableBlock):
    """The cells' grid; a cell that is not empty is a segment named by its row's and column's key.

    The keys stand in the value beside the grid; a table without them has numbers for keys.
    """

    @cached_property
    def field(self) -> forms.Field:
        """Return the field with the widget that keeps the keys."""
        widget = KeyedTableInput(table_options=self.table_options)
        return forms.CharField(widget=widget, **self.field_options)

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """Return wagtail-localize's segments, a cell each."""
        table = value or {}
        rows, columns = keys_of(table)
        return [
            StringSegmentValue(f"{row}-{column}", cell)
            for row, cells in zip(rows, table.get("data", []), strict=True)
            for column, cell in zip(columns, cells, strict=False)
            if cell
        ]

    def restore_translated_segments(
        self, value: dict[str, Any], segments: list[StringSegmentValue]
    ) -> dict[str, Any]:
        """Return ``value`` with the translated cells put back; the source value stays as it was."""
        data = [list(cells) for cells in value["data"]]
        for segment in segments:
            if place := place_of(value, segment.path):
                data[place[0]][place[1]] = segment.render_text()
        return {**value, "data": data}


def place_of(value: dict[str, Any], path: str) -> tuple[int, int] | None:
    """Return the numbers of the row and column that a segment's path names, or None."""
    rows, columns = keys_of(value)
    row, _dash, column = path.partition("-")
    is_known = row in rows and column in columns
    return (rows.index(row), columns.index(column)) if is_known else None


class TableBodyBlock(BodyStructBlock):
    """A small table; the caption tells a screen reader's user what it holds."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    table = TranslatableTableBlock(label=_("Cells"))

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Lists")

    def represent(self, value: blocks.StructValue, _reader: object) -> TableJSON:
        """Return the rows; an empty cell is an empty string."""
        grid = value["table"] or {}
        headers = grid.get("table_header_choice", "")
        return {
            "caption": value["caption"],
            "header_row": headers in {"row", "both"},
            "header_column": headers in {"column", "col", "both"},
            "rows": [[cell or "" for cell in row] for row in grid.get("data", [])],
        }
