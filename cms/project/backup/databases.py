"""The database's own part: copy it, fill a second one beside it, and let the two change places."""

import os
import shutil
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from .errors import BackupError

STAGING: Final = "restoring"


class Database(Protocol):
    """One database; ``name`` is a path for SQLite."""

    name: str
    staging: str

    def dump(self, target: Path) -> None:
        """Write a consistent copy of the running database."""

    def is_empty(self) -> bool:
        """Tell whether there is nothing that a restore would replace."""

    def fill_staging(self, source: Path) -> None:
        """Make a second database of a copy. Raises BackupError."""

    def drop_staging(self) -> None:
        """Delete the second database, if there is one."""

    def swap(self) -> str:
        """Put the second database in the place of the first; return the first one's new name.

        Raises BackupError while another process uses the first one.
        """


def the_database() -> Database:
    """Return the database that the settings name."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    settings = connections[DEFAULT_DB_ALIAS].settings_dict
    return Sqlite(settings) if vendor == "sqlite" else PostgreSql(settings)


def connect_to(name: str) -> None:
    """Let this process's connection lead to the database ``name`` from now on."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.close()
    connection.settings_dict["NAME"] = name


def aside(name: str, now: datetime | None = None) -> str:
    """Return what a replaced database is called."""
    return f"{name}_before_{now or timezone.now():%Y%m%d_%H%M%S}"


class Sqlite:
    """A file. Its write-ahead log belongs to it: left beside another file it would be replayed."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.name = str(settings["NAME"])
        self.staging = f"{self.name}.{STAGING}"

    def dump(self, target: Path) -> None:
        """Copy by SQLite's own backup, which waits for no writer for long."""
        with sqlite3.connect(self.name) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")

    def is_empty(self) -> bool:
        """Tell whether the file is missing or has no table."""
        if not Path(self.name).exists():
            return True
        with sqlite3.connect(self.name) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))

    def fill_staging(self, source: Path) -> None:
        """Copy the file and check it."""
        Path(self.staging).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, self.staging)
        with sqlite3.connect(self.staging) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()
        if found != ("ok",):
            raise BackupError(f"The copy of the database is damaged: {found[0]}")

    def drop_staging(self) -> None:
        """Delete the file and what belongs to it."""
        _delete_sqlite(self.staging)

    def swap(self) -> str:
        """Move both files, each without a write-ahead log."""
        _end_log(self.staging)
        old = aside(self.name)
        had_data = Path(self.name).exists()
        if had_data:
            _end_log(self.name)
            Path(self.name).rename(old)
        try:
            for suffix in ("-wal", "-shm"):
                Path(self.name + suffix).unlink(missing_ok=True)
            Path(self.staging).rename(self.name)
        except OSError:
            if had_data:
                Path(old).rename(self.name)
            raise
        return old


def _end_log(path: str) -> None:
    """Write the write-ahead log into its file; only possible while nobody else has it open."""
    connection = sqlite3.connect(path, timeout=1)
    try:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise BackupError("The database is in use: stop web and worker first.") from error
    finally:
        connection.close()
    if mode != ("delete",):
        raise BackupError("The database is in use: stop web and worker first.")


def _delete_sqlite(path: str) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(path + suffix).unlink(missing_ok=True)


class PostgreSql:
    """A database of a server, copied by pg_dump and filled by pg_restore in one transaction."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self.name = str(settings["NAME"])
        self.staging = f"{self.name}_{STAGING}"

    def dump(self, target: Path) -> None:
        """Copy in PostgreSQL's custom format, from one snapshot."""
        self._run("pg_dump", "--format=custom", f"--file={target}", f"--dbname={self.name}")

    def is_empty(self) -> bool:
        """Tell whether the database has no table of ours."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            return not connections[DEFAULT_DB_ALIAS].introspection.table_names(cursor)

    def fill_staging(self, source: Path) -> None:
        """Create the second database and restore into it, in one transaction."""
        self._administer(f'CREATE DATABASE "{self.staging}"')
        options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        self._run("pg_restore", *options, f"--dbname={self.staging}", str(source))

    def drop_staging(self) -> None:
        """Drop the second database."""
        self._administer(f'DROP DATABASE IF EXISTS "{self.staging}"')

    def swap(self) -> str:
        """Rename both in one transaction of the server."""
        connections[DEFAULT_DB_ALIAS].close()
        old = aside(self.name)
        self._administer(
            f'ALTER DATABASE "{self.name}" RENAME TO "{old}"',
            f'ALTER DATABASE "{self.staging}" RENAME TO "{self.name}"',
        )
        return old

    def _administer(self, *statements: str) -> None:
        """Run statements from the database ``postgres``, several ones in one transaction."""
        import psycopg

        keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
        given = {name: self._settings[key] for key, name in keys.items() if self._settings[key]}
        try:
            with psycopg.connect(**given, dbname="postgres", autocommit=True) as connection:
                if len(statements) == 1:
                    connection.execute(statements[0])
                    return
                with connection.transaction():
                    for statement in statements:
                        connection.execute(statement)
        except psycopg.errors.ObjectInUse as error:
            raise BackupError("The database is in use: stop web and worker first.") from error
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupError(
                "The database user may not create databases: ALTER USER … CREATEDB."
            ) from error

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; the password is in its environment only."""
        keys = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
        given = {name: str(self._settings[k]) for k, name in keys.items() if self._settings[k]}
        command = [_program(program), *arguments]
        done = subprocess.run(
            command, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BackupError(f"{program} failed: {done.stderr.strip()[-2000:]}")


def _program(name: str) -> str:
    """Return where a program of PostgreSQL is, the newest one. Raises BackupError."""
    if on_path := shutil.which(name):
        return on_path
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found:
        raise BackupError(f"{name} is missing (Debian: apt-get install postgresql-client).")
    return str(found[-1])
