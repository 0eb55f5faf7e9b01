"""A migrated database kept between test runs, so that a run does not repeat every migration.

The key is made of everything that migrations consist of; an empty ``.pytest_cache`` only means
that the next run migrates once more.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TextIO

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from cms.project.launcher.paths import ROOT
from tests.postgres import find_program

FOLDER: Final = ROOT / ".pytest_cache" / "databases"


class Template:
    """The kept copy for one database: SQLite's file, or PostgreSQL's custom-format dump."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.path = FOLDER / f"{connection.vendor}-{_key()}"
        self.anchor: sqlite3.Connection | None = None  # Keeps a database in memory alive.
        self.lock: TextIO | None = None

    def use(self) -> None:
        """Let the next test database start from the copy, if there is one.

        Where several processes begin without one, the first makes it and the others wait for it.
        """
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.lock = self.path.with_suffix(".lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        if self.path.exists():
            self.lock.close()
        creation: Any = self.connection.creation
        create: Callable[..., str] = creation._create_test_db

        def create_filled(*args: Any, **options: Any) -> str:
            name = create(*args, **options)
            if self.path.exists():
                self._fill(name)
            return name

        creation._create_test_db = create_filled

    def keep(self) -> None:
        """Copy the test database as it is now, unless that was done before.

        pytest-django makes no database for a run whose tests need none.
        """
        if not self.path.exists() and self.connection.introspection.table_names():
            self._copy()
        if self.lock is not None:
            self.lock.close()

    def _copy(self) -> None:
        draft = self.path.with_suffix(f".{os.getpid()}")
        if self.connection.vendor == "sqlite":
            with sqlite3.connect(draft) as copy:
                self.connection.connection.backup(copy)
        else:
            self._run("pg_dump", self._name(), "--format=custom", "--file", str(draft))
        draft.replace(self.path)

    def _fill(self, name: str) -> None:
        if self.connection.vendor == "sqlite":
            self.anchor = sqlite3.connect(name, uri=True)
            with sqlite3.connect(self.path) as copy:
                copy.backup(self.anchor)
        else:
            self._run("pg_restore", name, "--no-owner", "--exit-on-error", str(self.path))

    def _name(self) -> str:
        return str(self.connection.settings_dict["NAME"])

    def _run(self, program: str, name: str, *arguments: str) -> None:
        settings = self.connection.settings_dict
        given = {"HOST": "--host", "PORT": "--port", "USER": "--username"}
        address = [f"{option}={settings[key]}" for key, option in given.items() if settings[key]]
        environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"] or ""}
        command = [find_program(program), *address, f"--dbname={name}", *arguments]
        subprocess.run(command, check=True, env=environment)


def copy_to(url: str) -> bool:
    """Fill the empty database at ``url`` from the kept copy; tell whether there was one."""
    vendor = "sqlite" if url.startswith("sqlite") else "postgresql"
    path = FOLDER / f"{vendor}-{_key()}"
    if not path.exists():
        return False
    if vendor == "sqlite":
        shutil.copyfile(path, url.removeprefix("sqlite:///"))
    else:
        command = [find_program("pg_restore"), f"--dbname={url}", "--no-owner", "--exit-on-error"]
        subprocess.run([*command, str(path)], check=True)
    return True


def _key() -> str:
    """Return a digest of the migrations of all installed apps and of what is installed."""
    files = [ROOT / "requirements.lock"]
    for app in apps.get_app_configs():
        files += sorted(Path(app.path).glob("migrations/*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.name).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:32]
