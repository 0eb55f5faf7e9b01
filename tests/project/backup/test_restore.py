"""A restore is whole or not at all, and undoes neither erasures nor withdrawals."""

import json
import lzma
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.db import connection

from cms.project.backup import archive
from cms.project.backup.databases import Sqlite, _program
from cms.project.backup.errors import BackupError
from cms.project.backup.staged_files import putting_files
from cms.project.launcher.paths import ROOT
from tests.database_template import Template

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
OLD = Path(__file__).parent / "data"
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


@pytest.fixture
def empty_url(db: None, tmp_path: Path) -> Iterator[str]:
    """Yield the address of an empty database."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.sqlite3'}"
    else:
        yield from _postgresql()


def _postgresql(dump: Path | None = None) -> Iterator[str]:
    settings = connection.settings_dict
    server = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}"
    name = f"drill_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}")
        if dump is not None:
            command = [_program("pg_restore"), "--no-owner", f"--dbname={server}/{name}", dump]
            subprocess.run(command, check=True)
        yield f"{server}/{name}"
        rows = administration.execute("SELECT datname FROM pg_database").fetchall()
        for (found,) in rows:
            if found.startswith(name):
                administration.execute(f'DROP DATABASE "{found}" WITH (FORCE)')


def begin(module: str, url: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    (folder / "temporary").mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(folder / "var"),
        "TMPDIR": str(folder / "temporary"),
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.test",
    }
    command = [sys.executable, "-m", module, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def run(module: str, url: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = begin(module, url, folder, *arguments)
    said, complained = process.communicate()
    return subprocess.CompletedProcess([], process.returncode, said, complained)


def test_a_restore_keeps_what_was_withdrawn_and_holds_letters(
    database_url: str, tmp_path: Path
) -> None:
    done = run("tests.project.backup.drill", database_url, tmp_path, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "refused": "Nothing was changed. The database is not empty. "
        "--replace puts the copy in its place.",
        "damaged": "Nothing was changed. The archive is damaged",
        "unknown": "Nothing was changed. LookupError: "
        "This version does not know how to do again: of.another.version",
        "untouched by it": True,
        "no place": "Nothing was changed. FileExistsError",
        "untouched by that": True,
        "untouched": 1,
        "live": ["Zostaje"],
        "after the copy": 0,
        "person": ["", ""],
        "account": ["", "", False],
        "what is missing is back": True,
        "what was taken away is back": [],
        "version is new": True,
        "held": ["waiting", "waiting"],
        "tried again": 4,  # Two of the drill, two that the case posted.
        "released": ["dropped", "sent"],
        "holds": 0,
    }


@contextmanager
def held_up(process: subprocess.Popen[str], fifo: Path) -> Iterator[None]:
    """Wait until a process reads from ``fifo``, which says nothing while the block runs."""
    writer = None
    for _moment in range(600):
        try:
            writer = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.1)
    assert writer is not None
    yield
    os.close(writer)


def test_a_restore_that_is_stopped_leaves_nothing_and_can_be_done_again(
    database_url: str, tmp_path: Path
) -> None:
    archived = str(tmp_path / "site.tar")
    made = run("manage", database_url, tmp_path, "backup", archived)
    assert made.returncode == 0, made.stderr
    ledger = tmp_path / "var" / "erasure-ledger"
    ledger.mkdir(parents=True, exist_ok=True)
    fifo = ledger / "29990101T000000000000Z-0.json"
    os.mkfifo(fifo)
    process = begin("manage", database_url, tmp_path, "restore", archived, "--replace")
    with held_up(process, fifo):
        process.send_signal(signal.SIGTERM)
        _said, complained = process.communicate()
    assert "CommandError: Nothing was changed. It was stopped." in complained
    assert process.returncode == 1
    assert list((tmp_path / "temporary").iterdir()) == []
    assert list(tmp_path.glob("*.restoring*")) == []
    fifo.unlink()
    again = run("manage", database_url, tmp_path, "restore", archived, "--replace")
    assert "Restored as of" in again.stdout, again.stderr


@pytest.fixture
def old_archive(db: None, tmp_path: Path) -> Path:
    """Return an archive of a site of November 2026, with demo content and no files.

    In the note of one consent stands an address.
    """
    kind = "sqlite3" if connection.vendor == "sqlite" else "pgdump"
    database = tmp_path / f"old.{kind}"
    database.write_bytes(lzma.decompress((OLD / f"2026-11-23.{kind}.xz").read_bytes()))
    if kind == "sqlite3":
        with sqlite3.connect(database) as writer:
            note = "Podpisała Anna Nowak, anna.nowak@example.org"
            last = "(SELECT max(id) FROM stories_consent)"
            writer.execute(f"UPDATE stories_consent SET note = ? WHERE id = {last}", [note])
    path = tmp_path / "old.tar"
    with path.open("wb") as target:
        archive.write(target, database, connection.vendor, OLD_TAKEN_AT, InMemoryStorage())
    return path


def test_a_copy_of_an_older_version_is_migrated_and_undoes_nothing(
    old_archive: Path, empty_url: str, tmp_path: Path
) -> None:
    module = "tests.project.backup.old_drill"
    done = run(module, empty_url, tmp_path, str(old_archive))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.pop("pages") > 150
    assert found == {
        "same pages again": True,
        "notes naming the person": [1, 0],
        "story is live": False,
        "other stories are live": True,
        "account": ["", False, True],
        "letters are held": True,
        "tables that lack something": [],
    }


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


def test_a_swap_that_fails_half_way_leaves_the_present_database(tmp_path: Path) -> None:
    name = str(tmp_path / "site.sqlite3")
    database = Sqlite({"NAME": name})
    for path, table in ((name, "present"), (database.staging, "restored")):
        with sqlite3.connect(path) as writer:
            writer.execute(f"CREATE TABLE {table} (id integer)")
    Path(f"{name}-shm").mkdir()  # Nothing deletes a folder as if it were a file.
    with pytest.raises(OSError, match="-shm"):
        database.swap()
    assert rows(Path(name), "SELECT name FROM sqlite_master") == [("present",)]


def test_what_cannot_be_taken_away_again_is_named(tmp_path: Path) -> None:
    class Kept(InMemoryStorage):
        """A storage that takes one file and then nothing, and deletes nothing."""

        def save(self, name: str | None, content: object, max_length: int | None = None) -> str:
            if self.listdir("")[1]:
                raise OSError("full")
            return super().save(name, content, max_length)

        def delete(self, name: str) -> None:
            raise OSError(name)

    for name in "ab":
        (tmp_path / name).touch()
    with pytest.raises(BackupError) as failed, putting_files(FileSystemStorage(tmp_path), Kept()):
        pass
    assert failed.value.told() == (
        "The site is as it was, but these are left behind: a, b. OSError: full"
    )
