"""What every test starts from, put back after a test with real commits."""

import sqlite3
from typing import Any, Final

from cms.core import append_only

LOGS: Final = ("desk_caseevent", "events_attendancenote", "events_placeevent")


class Snapshot:
    """The content of the test database.

    SQLite's is copied back page by page, which takes some thousandths of a second. PostgreSQL's is
    emptied, and filled by Django when the next test with real commits begins.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._copy: sqlite3.Connection | None = None
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            self._copy = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self._copy)
            vars(connection).pop("_test_serialized_contents", None)  # Nothing is to be filled in.
        else:
            connection._test_serialized_contents = connection.creation.serialize_db_to_string()

    def put_back(self, empty: Any) -> None:
        """Make the database as it was; ``empty`` is Django's way to empty it."""
        if self._copy is None:
            with append_only.lifted(self._connection, *LOGS):
                empty()
            return
        self._connection.ensure_connection()
        self._connection.connection.rollback()
        self._copy.backup(self._connection.connection)
