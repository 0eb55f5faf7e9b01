"""Two processes that prepare the same database at once wait for each other."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.db import connection

# Any number that nothing else of this database uses.
_KEY: Final = 4_320_017


@contextmanager
def prepare_lock() -> Iterator[None]:
    """Hold the lock: of the server on PostgreSQL, of a file beside the database on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_KEY])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_KEY])
        return
    with (settings.VAR_DIR / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
