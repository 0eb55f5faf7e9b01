"""Rows that are read before a commit and handed out after it."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.db.backends.utils import CursorWrapper


class Cursor(Protocol):
    """What all drivers' cursors have in common here."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...


class FetchedRows:
    """Stands for a database cursor whose rows have been read already."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._rows: list[Any] = cursor.fetchall()

    def fetchone(self) -> object:
        """Return the next row, or None."""
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        rows, self._rows = self._rows, []
        return rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    def __getattr__(self, name: str) -> object:
        return getattr(self._cursor, name)


def fetch_now(cursor: CursorWrapper) -> None:
    """Read the rows of an ``INSERT … RETURNING``: SQLite does not commit while some are unread."""
    if cursor.cursor.description is not None:
        cursor.cursor = FetchedRows(cursor.cursor)
