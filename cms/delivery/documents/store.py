"""Prepared documents in the database: the statements, written out because they are the hot path."""

import contextlib
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from django.db import Error, connection, transaction

from cms.core.content_version import current_version
from cms.core.content_version.version_raise import raise_if_due
from cms.delivery.models.prepared_document import MAX_PATH

MAX_ID: Final = 2**63 - 1
# A reader does not wait for somebody who writes: SQLite has one writer at a time.
SQLITE_WAIT_MS: Final = 200

_SELECT: Final = (
    "SELECT v.version, d.version, d.body, d.etag, d.page_id FROM core_contentversion v "
    "LEFT JOIN core_prepareddocument d ON d.version = v.version AND {} WHERE v.id = 1"
)
_OWN: Final = _SELECT.format("d.page_id = %s AND d.is_own")
_OF_READER: Final = _SELECT.format("d.page_id = %s AND d.reader_locale = %s")
_AT_PATH: Final = _SELECT.format("d.path = %s")
_COLUMNS: Final = "(page_id, reader_locale, is_own, path, version, etag, body)"
_UPSERT: Final = (
    f"INSERT INTO core_prepareddocument {_COLUMNS} VALUES {{}} "  # noqa: S608  Our own column names.
    "ON CONFLICT (page_id, reader_locale) DO UPDATE SET is_own = excluded.is_own, "
    "path = excluded.path, version = excluded.version, etag = excluded.etag, body = excluded.body "
    "WHERE core_prepareddocument.version < excluded.version"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A page's JSON at a content version; ``etag`` is a strong validator, in quotes."""

    page_id: int
    version: int
    etag: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with the places where readers find it."""

    document: Document
    reader_locale: str
    is_own: bool
    path: str


def etag_of(body: bytes) -> str:
    """Return the strong validator of ``body``, in quotes."""
    return f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'


def encode(value: object) -> bytes:
    """Return ``value`` as JSON in UTF-8."""
    return orjson.dumps(value)


def read_own(page_id: int) -> tuple[int, Document | None]:
    """Return the content version, and the document of a page in its own language if it is valid."""
    return _read_one(_OWN, [page_id])


def read_for(page_id: int, reader_locale: str) -> tuple[int, Document | None]:
    """Return the content version, and the document of a page for a reader's locale if valid."""
    return _read_one(_OF_READER, [page_id, reader_locale])


def read_at(path: str) -> tuple[int, Document | None]:
    """Return the content version, and the valid document at a path."""
    return _read_one(_AT_PATH, [path])


def read_many(page_ids: Sequence[int]) -> tuple[int, dict[int, Document]]:
    """Return the content version, and the valid documents of pages in their own languages."""
    places = ", ".join(["%s"] * len(page_ids)) or "NULL"
    sql = _SELECT.format(f"d.is_own AND d.page_id IN ({places})")
    version, rows = _read(sql, page_ids)
    return version, {row.page_id: row for row in rows}


def write(prepared: Iterable[Prepared]) -> None:
    """Store documents, except where a newer one is stored already.

    Best effort: when the database is busy or gone, the next reader prepares the page again.
    """
    rows = [row for row in prepared if len(row.path.encode()) <= MAX_PATH]
    if not rows:
        return
    sql = _UPSERT.format(", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows)))
    params = [value for row in rows for value in _values(row)]
    # Inside a transaction an error would end it, so there it gets a savepoint of its own.
    guard = transaction.atomic() if connection.in_atomic_block else contextlib.nullcontext()
    with contextlib.suppress(Error), _impatient(), guard, connection.cursor() as cursor:
        cursor.execute(sql, params)


def _values(row: Prepared) -> tuple[Any, ...]:
    document = row.document
    return (
        document.page_id,
        row.reader_locale,
        row.is_own,
        row.path,
        document.version,
        document.etag,
        document.body,
    )


def _read_one(sql: str, params: Sequence[Any]) -> tuple[int, Document | None]:
    version, rows = _read(sql, params)
    return version, rows[0] if rows else None


def _read(sql: str, params: Sequence[Any]) -> tuple[int, list[Document]]:
    """Run ``sql``; the version comes with it, so this process learns it for nothing."""
    read_since = time.monotonic()
    raise_if_due()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    version = int(rows[0][0]) if rows else 0
    current_version.remember(version, read_since)
    return version, [
        Document(page_id, version, etag, bytes(body))
        for _now, found, body, etag, page_id in rows
        if found is not None
    ]


@contextlib.contextmanager
def _impatient() -> Iterator[None]:
    """Do not wait long for another writer, where the database has only one."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    usual = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    raw.execute(f"PRAGMA busy_timeout = {SQLITE_WAIT_MS}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {usual}")
