"""The version as this machine knows it: at most 100 ms old, never older than its own commits."""

import threading
import time
from typing import Final

from django.db import DatabaseError, InterfaceError

from .shared_state import SharedState
from .shared_state_registry import board_of
from .transaction_state import default_connection, is_uncommitted
from .version_raise import raise_if_due

_QUERY: Final = "SELECT version FROM core_contentversion WHERE id = 1"

_lock = threading.Lock()


def current() -> int:
    """Return the content version; inside a transaction that changed content, its own.

    One SELECT in 100 ms for the whole machine, whatever the load. Raises ``DatabaseError`` when
    the database does not answer: nobody can vouch for what is in memory then.
    """
    if default_connection().in_atomic_block and is_uncommitted():
        return read()
    return _fresh() or _refresh()


def read() -> int:
    """Return the content version from the database, as this transaction sees it.

    Inside a transaction that changed content it is raised for that; see ``raise_if_due``.
    """
    raise_if_due()
    with default_connection().cursor() as cursor:
        cursor.execute(_QUERY)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def remember(version: int, read_since: float) -> None:
    """Take over a version that a statement begun at ``read_since`` (monotonic) has found."""
    if not is_uncommitted():
        board().remember(version, read_since, time.monotonic())


def forget() -> None:
    """Make the next ``current()``, in every process of this machine, ask the database."""
    board().forget(time.monotonic())


def board() -> SharedState:
    """Return where the version of this thread's database is noted."""
    return board_of(default_connection().settings_dict)


def _fresh() -> int | None:
    note = board().read()
    return note.version if note.is_fresh(time.monotonic()) else None


def _refresh() -> int:
    """Ask the database once for all threads that wait here."""
    with _lock:
        version = _fresh()
        if version is None:
            read_since = time.monotonic()
            version = _read_again()
            remember(version, read_since)
        return version


def _read_again() -> int:
    """Read the version, once more over a new connection when the old one has broken."""
    connection = default_connection()
    try:
        return read()
    except (DatabaseError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return read()
