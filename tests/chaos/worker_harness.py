"""A database and a supervised worker of their own, and the means to hurt it."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg

from cms.background.jobs.processes import count_family
from cms.project.launcher.paths import ROOT
from tests.database_template import copy_to
from tests.postgres import temporary_postgres

# What the queue's processes say of themselves in the log, with their process ids.
ROLES = {
    "worker": re.compile(r"ready for work at (\d+)"),
    "monitor": re.compile(r"monitoring at (\d+)"),
    "pusher": re.compile(r"pushing tasks at (\d+)"),
}


class Trial:
    """One run; ``kinds`` in the results are the first words of what the handlers wrote."""

    def __init__(self, url: str, folder: Path, stale_seconds: int = 4) -> None:
        self.url = url
        self.log = folder / "work.log"
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "WORKER_STALE_SECONDS": str(stale_seconds),
        }
        if not copy_to(url):
            self._run("-m", "django", "migrate", "-v0")
        self.query("CREATE TABLE chaos_effects (kind varchar(60), number integer)")

    def clear(self) -> None:
        """Forget earlier jobs, messages, effects and log."""
        for table in ("chaos_effects", "jobs_job", "jobs_heartbeat", "django_q_ormq"):
            self.query(f"DELETE FROM {table}")
        self.log.write_text("")

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run ``manage.py work``; afterwards nothing of it is left."""
        with self.log.open("ab") as output:
            process = self._start("manage.py", "work", output=output)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            finally:
                process.kill()
                process.wait()

    @contextmanager
    def enqueueing(self, name: str, count: int) -> Iterator[None]:
        """Add ``count`` jobs meanwhile, numbered from 0."""
        with self.log.with_name("enqueue.log").open("wb") as output:
            command = ("-m", "tests.chaos.enqueue", name, "0", str(count))
            producer = self._start(*command, output=output)
        try:
            yield
            if producer.wait(120):
                raise RuntimeError("The jobs could not be added.")
        finally:
            producer.kill()
            producer.wait()

    def kill(self, role: str, supervisor: subprocess.Popen[bytes]) -> bool:
        """SIGKILL the whole group or one process of a role, or stop the group where it stands.

        False if none was found alive.
        """
        if role in {"group", "freeze"}:
            victims = group_leaders(supervisor.pid)
            number = signal.SIGKILL if role == "group" else signal.SIGSTOP
            for leader in victims:
                with suppress(ProcessLookupError):
                    os.killpg(leader, number)
            return bool(victims)
        known = [int(pid) for pid in ROLES[role].findall(self.log.read_text(errors="replace"))]
        for pid in reversed(known):
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)
                return True
        return False

    def effects(self) -> Counter[tuple[str, int]]:
        """Return how often each effect happened."""
        return Counter(
            (kind, n) for kind, n in self.query("SELECT kind, number FROM chaos_effects")
        )

    def count(self) -> int:
        """Return how many effects have happened, repeated ones included."""
        return int(self.query("SELECT count(*) FROM chaos_effects")[0][0])

    def unfinished(self) -> int:
        """Return how many jobs are not done."""
        text = "SELECT count(*) FROM jobs_job WHERE status <> 'done'"
        return int(self.query(f"{text} AND name LIKE 'chaos%'")[0][0])

    def query(self, sql: str) -> Sequence[tuple]:
        """Run one statement on a connection of its own."""
        return query(self.url, sql)

    def _start(self, *arguments: str, output: object = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
        )

    def _run(self, *arguments: str) -> None:
        process = self._start(*arguments)
        if process.wait():
            raise RuntimeError(f"{arguments} ended with {process.returncode}")


@contextmanager
def new_database(vendor: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database of ``vendor`` (sqlite or postgresql)."""
    if vendor == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
    else:
        with temporary_postgres() as url:
            yield url


def query(url: str, sql: str) -> Sequence[tuple]:
    """Run one statement on a connection of its own."""
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
            return connection.execute(sql).fetchall()
    with psycopg.connect(url, autocommit=True) as server:
        cursor = server.execute(sql)
        return cursor.fetchall() if cursor.description else []


def wait_until(condition: object, seconds: float) -> bool:
    """Return whether ``condition()`` became true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def group_leaders(supervisor: int) -> list[int]:
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text()
    return [int(pid) for pid in children.split()]


def is_alive(pid: int) -> bool:
    return bool(count_family(pid))
