"""Logs that the database itself keeps: rows are added, never changed, removed or replaced.

Triggers refuse whatever else is tried, by whichever program, on SQLite and on PostgreSQL; the
moment of ``recorded_at`` is that of the database's own clock. They are made anew after each
``migrate`` (``cms.core.receivers``): on SQLite a migration that alters a table makes another one,
without its triggers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

# The name of a trigger by what it does; {table} is that of the log.
_SQLITE: Final = {
    "{table}_no_update": "BEFORE UPDATE ON {table} BEGIN {refuse} END",
    "{table}_no_delete": "BEFORE DELETE ON {table} BEGIN {refuse} END",
    # REPLACE removes the row that is in its way and fires no trigger for that.
    "{table}_no_replace": (
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
        "BEGIN {refuse} END"
    ),
    # Within a statement the clock stands still, so the column's default is this very moment.
    "{table}_clock": (
        "BEFORE INSERT ON {table} "
        "WHEN NEW.recorded_at IS NOT STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW') "
        "BEGIN SELECT RAISE(ABORT, '{table} has the clock of the database'); END"
    ),
}
_REFUSE: Final = "SELECT RAISE(ABORT, '{table} is append-only');"
_POSTGRESQL: Final = {
    "{table}_no_change": (
        "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    ),
    "{table}_no_truncate": (
        "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    ),
    "{table}_clock": "BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_now()",
}
_FUNCTIONS: Final = {
    "{table}_refuse": "BEGIN RAISE EXCEPTION '{table} is append-only'; END",
    "{table}_now": "BEGIN NEW.recorded_at := clock_timestamp(); RETURN NEW; END",
}


def guard(connection: BaseDatabaseWrapper, table: str, key: str = "id") -> None:
    """Have the database keep a log; doing it again changes nothing."""
    lift(connection, table)
    words = {"table": table, "key": key, "refuse": _REFUSE.format(table=table)}
    is_sqlite = connection.vendor == "sqlite"
    statements = [
        f"CREATE TRIGGER {name} {body}"
        for name, body in (_SQLITE if is_sqlite else _POSTGRESQL).items()
    ]
    if not is_sqlite:
        statements[:0] = [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
            for name, body in _FUNCTIONS.items()
        ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(**words))


def lift(connection: BaseDatabaseWrapper, table: str) -> None:
    """Let the rows of a log be changed, as a migration or the emptying of a test database must."""
    is_sqlite = connection.vendor == "sqlite"
    where = "" if is_sqlite else f" ON {table}"
    with connection.cursor() as cursor:
        for name in _SQLITE if is_sqlite else _POSTGRESQL:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name.format(table=table)}{where}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper, *tables: str) -> Iterator[None]:
    """Let the rows of logs be changed for a while."""
    for table in tables:
        lift(connection, table)
    yield
    for table in tables:
        guard(connection, table)
