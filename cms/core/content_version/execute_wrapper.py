"""Raise the version with every transaction that changes public content.

Statements, not signals: Wagtail moves images between collections, rewrites the paths below a page
and more by ``QuerySet.update()``, which sends no signal. What reaches the database is seen here,
whoever sends it.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from .bump import bump
from .classification import ContentTable, content_tables
from .current_version import forget
from .prefetched_rows import fetch_now
from .sql_parser import Write, parse
from .transaction_state import is_due
from .version_raise import raise_if_due, raise_version

_tables: Final[dict[str, ContentTable]] = {}
# While tables are made there may be no version yet; what migrations write counts as one change.
_migrating: Final[set[str]] = set()


def start() -> None:
    """Watch every connection that this process opens. Called once, when all models are loaded."""
    _tables.update(content_tables())
    connection_created.connect(_watch_connection, dispatch_uid="content_version")


def before_migrations(using: str, **_kwargs: object) -> None:
    """Stop watching: receiver of ``pre_migrate``."""
    _migrating.add(using)


def after_migrations(using: str, **_kwargs: object) -> None:
    """Watch again, with a new version for what was written: receiver of ``post_migrate``.

    The frontends learn of it by their poll: there may be no jobs table to write to.
    """
    _migrating.discard(using)
    if using == DEFAULT_DB_ALIAS:
        raise_version()
        forget()


def connect_migrations(sender: object) -> None:
    """Let the migrations of ``sender`` (our application's configuration) pause the watch."""
    pre_migrate.connect(before_migrations, sender=sender)
    post_migrate.connect(after_migrations, sender=sender)


def _watch_connection(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _note_write not in connection.execute_wrappers:
        # First, because Django's context manager for wrappers takes the last one away.
        connection.execute_wrappers.insert(0, _note_write)
        opened: Any = connection
        opened._commit = partial(_raise_and_commit, connection, opened._commit)  # noqa: SLF001  Django has no hook before a COMMIT; a database backend would override it.


def _raise_and_commit(connection: BaseDatabaseWrapper, commit: Callable[[], None]) -> None:
    """Commit, after the version was raised if it is due; when that fails, nothing is committed."""
    try:
        raise_if_due()
    except BaseException:
        connection.rollback()  # Django does so for errors of the database only.
        raise
    commit()


def _note_write(
    execute: Callable[..., object], sql: object, params: object, many: bool, context: dict[str, Any]
) -> object:
    """Run a statement; if it changes public content, note it for the end of the transaction."""
    connection = context["connection"]
    write = parse(sql, None if many else params)
    table = write and _tables.get(write.table)
    if write is None or not table or connection.alias in _migrating:
        return execute(sql, params, many, context)
    if not connection.in_atomic_block:
        with transaction.atomic():
            result = _note_write(execute, sql, params, many, context)
            if connection.vendor == "sqlite":
                fetch_now(context["cursor"])
            return result
    if not is_due(connection) and _shows(write, table, connection):
        bump()
    return execute(sql, params, many, context)


def _shows(write: Write, table: ContentTable, connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the public can see what ``write`` changes."""
    if write.verb == "UPDATE" and (columns := write.assigned()):
        if columns <= table.private_columns:
            return False
        key = write.key()
        return key is None or _stays_public(write, table, key, connection)
    if write.verb == "INSERT" and table.live_table:
        if table.live_table == write.table:
            return write.value("live") not in (False, 0)
        return _is_live(table, write.value("page_ptr_id"), connection)
    return True


def _stays_public(
    write: Write, table: ContentTable, key: int | str | None, connection: BaseDatabaseWrapper
) -> bool:
    """Tell whether one row is public before or after its update."""
    if not table.live_table or bool(write.value("live")):
        return True
    return _is_live(table, key, connection)


def _is_live(table: ContentTable, key: int | str | None, connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT live FROM "{table.live_table}" WHERE id = %s', [key])  # noqa: S608  A table name from our own models.
        row = cursor.fetchone()
    return row is None or bool(row[0])
