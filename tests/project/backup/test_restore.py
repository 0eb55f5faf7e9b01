"""A restore is whole or not at all, and undoes neither erasures nor withdrawals."""

import json
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import InMemoryStorage
from django.db import connection

from cms.project.backup import archive
from cms.project.backup.databases import Sqlite, _program
from cms.project.backup.errors import BackupError
from cms.project.launcher.places import ROOT
from tests.database_template import Template

pytestmark = pytest.mark.django_db
OLD = Path(__file__).parent / "data" / "2026-11-23.sqlite3.xz"
OLD_TAKEN_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.fixture
def database_url(db: None, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a migrated database of its own."""
    migrated = Template(connection).path
    if connection.vendor == "sqlite":
        shutil.copyfile(migrated, tmp_path / "site.sqlite3")
        yield f"sqlite:///{tmp_path / 'site.sqlite3'}"
    else:
        yield from _postgresql(migrated)


def _postgresql(dump: Path) -> Iterator[str]:
    settings = connection.settings_dict
    server = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}"
    name = f"drill_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}")
        subprocess.run(
            [_program("pg_restore"), "--no-owner", f"--dbname={server}/{name}", dump], check=True
        )
        yield f"{server}/{name}"
        rows = administration.execute("SELECT datname FROM pg_database").fetchall()
        for (found,) in rows:
            if found.startswith(name):
                administration.execute(f'DROP DATABASE "{found}" WITH (FORCE)')


def run(module: str, url: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.test",
    }
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_restore_keeps_what_was_withdrawn_and_holds_letters(
    database_url: str, tmp_path: Path
) -> None:
    done = run("tests.project.backup.drill", database_url, tmp_path, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "refused": "Nothing was changed. The database is not empty. "
        "--replace puts the copy in its place.",
        "damaged": "Nothing was changed. The archive is damaged",
        "untouched": 1,
        "live": ["Zostaje"],
        "after the copy": 0,
        "person": ["", ""],
        "account": ["", "", False],
        "picture is back": True,
        "version is new": True,
        "held": ["waiting", "waiting"],
        "tried again": 4,  # Two of the drill, two that the case posted.
        "released": ["dropped", "sent"],
        "holds": 0,
    }


@pytest.fixture
def old_archive(tmp_path: Path) -> Path:
    """Return an archive of a site of November 2026, with demo content and no files."""
    database = tmp_path / "old.sqlite3"
    database.write_bytes(lzma.decompress(OLD.read_bytes()))
    path = tmp_path / "old.tar"
    with path.open("wb") as target:
        archive.write(target, database, "sqlite", OLD_TAKEN_AT, InMemoryStorage())
    return path


def test_a_copy_of_an_older_version_is_migrated(old_archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite3"
    done = run("django", f"sqlite:///{new}", tmp_path, "restore", str(old_archive))
    assert done.returncode == 0, done.stderr
    checked = run("django", f"sqlite:///{new}", tmp_path, "migrate", "--check")
    assert checked.returncode == 0, checked.stdout
    pages = "SELECT id, live, url_path FROM wagtailcore_page ORDER BY id"
    assert rows(new, pages) == rows(tmp_path / "old.sqlite3", pages)
    assert rows(new, "SELECT count(*) FROM core_letterhold") == [(1,)]


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as reader:
        return reader.execute(query).fetchall()


def test_a_left_write_ahead_file_is_not_replayed(tmp_path: Path) -> None:
    name = str(tmp_path / "site.sqlite3")
    database = Sqlite({"NAME": name})
    Path(f"{name}-wal").write_bytes(b"of another database")
    with sqlite3.connect(database.staging) as staging:
        staging.execute("CREATE TABLE restored (id integer)")
    database.swap()
    assert rows(Path(name), "SELECT name FROM sqlite_master") == [("restored",)]
    assert not Path(f"{name}-wal").exists()


def test_a_database_that_is_in_use_is_not_replaced(tmp_path: Path) -> None:
    name = str(tmp_path / "site.sqlite3")
    database = Sqlite({"NAME": name})
    with sqlite3.connect(name) as reader, sqlite3.connect(database.staging) as staging:
        reader.execute("PRAGMA journal_mode=WAL")
        reader.execute("CREATE TABLE present (id integer)")
        reader.commit()
        reader.execute("SELECT * FROM present").fetchall()
        staging.execute("CREATE TABLE restored (id integer)")
        staging.commit()
        with pytest.raises(BackupError, match="in use"):
            database.swap()
    assert rows(Path(name), "SELECT name FROM sqlite_master") == [("present",)]
