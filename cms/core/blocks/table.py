"""A table of plain cells."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail_localize.segments import StringSegmentValue

from .base import BodyStructBlock


class TableJSON(TypedDict):
    """``rows`` are rows of plain cells, the header row included."""

    caption: str
    header_row: bool
    header_column: bool
    rows: list[list[str]]


class TranslatableTableBlock(TableBlock):
    """The cells' grid; each cell that is not empty is a segment named ``row-column``."""

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """Return wagtail-localize's segments, a cell each."""
        return [
            StringSegmentValue(f"{row}-{column}", cell)
            for row, cells in enumerate((value or {}).get("data", []))
            for column, cell in enumerate(cells)
            if cell
        ]

    def restore_translated_segments(
        self, value: dict[str, Any], segments: list[StringSegmentValue]
    ) -> dict[str, Any]:
        """Return ``value`` with the translated cells put back; the source value stays as it was."""
        data = [list(cells) for cells in value["data"]]
        for segment in segments:
            row, _dash, column = segment.path.partition("-")
            data[int(row)][int(column)] = segment.render_text()
        return {**value, "data": data}


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
