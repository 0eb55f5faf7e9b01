"""What the CMS stands on, as real processes and a small disk; each can go away and come back."""

import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol

from tests.chaos.mail_server import MailServer
from tests.chaos.worker_harness import wait_until
from tests.core.s3_service import Service
from tests.postgres import Cluster, temporary_cluster
from tests.project.proxy import free_port

DISK_SIZE: Final = "96m"


class Part(Protocol):
    """Something that may be away for a while."""

    def leave(self) -> None:
        """Be away from now on."""

    def return_(self) -> None:
        """Be there again."""


class Redis:
    """Killed the first time, then every second time only frozen: it takes and answers nothing."""

    def __init__(self) -> None:
        self.port, self._times = free_port(), 0
        self._start()

    def _start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd="/tmp")

    def leave(self) -> None:
        """Kill or freeze it."""
        self._times += 1
        self.process.send_signal(signal.SIGSTOP if self._times % 2 == 0 else signal.SIGKILL)

    def return_(self) -> None:
        """Let it go on, or start it anew without what it counted."""
        self.process.send_signal(signal.SIGCONT)
        if self._times % 2:
            self.process.wait()
            self._start()

    def end(self) -> None:
        """End it for good."""
        self.process.kill()
        self.process.wait()


class Mail(MailServer):
    """Refuses connections while it is away."""

    leave, return_ = MailServer.stop, MailServer.start


class Storage:
    """A bucket whose service refuses connections while it is away; its files stay."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.port = free_port()
        self.return_()

    def leave(self) -> None:
        """Close its port."""
        self._service.shutdown()
        self._service.server_close()

    def return_(self) -> None:
        """Open it again."""
        self._service = Service(self.port)
        self._service.objects = self.objects
        threading.Thread(target=self._service.serve_forever, args=(0.1,), daemon=True).start()


class Disk:
    """A file system of its own with a small quota; away is full to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_SIZE}", "tmpfs", str(folder)]
        subprocess.run(command, check=True)

    def leave(self) -> None:
        """Fill it."""
        with (self.folder / "filler").open("ab", buffering=0) as filler, suppress(OSError):
            for size in (2**20, 2**12, 1):
                with suppress(OSError):
                    while filler.write(b"x" * size):
                        pass

    def return_(self) -> None:
        """Give the space back."""
        (self.folder / "filler").unlink()

    def end(self) -> None:
        """Let it go; lazily, should a process still have a file of it open."""
        subprocess.run(["umount", "-l", str(self.folder)], check=True)


class Server:
    """PostgreSQL, killed at once; it recovers from its log."""

    def __init__(self, cluster: Cluster) -> None:
        self.leave, self.return_ = cluster.leave, cluster.return_


class LockedFile:
    """SQLite's file, in which somebody writes for as long as it is away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._over = threading.Event()

    def leave(self) -> None:
        """Hold the lock from now on."""
        self._over.clear()
        self._holder = threading.Thread(target=self._hold)
        self._holder.start()

    def return_(self) -> None:
        """Give it back."""
        self._over.set()
        self._holder.join()

    def _hold(self) -> None:
        options = {"timeout": 60, "isolation_level": None, "check_same_thread": False}
        with closing(sqlite3.connect(self._path, **options)) as connection:
            with suppress(sqlite3.OperationalError):  # The disk is full.
                connection.execute("BEGIN IMMEDIATE")
            self._over.wait()


@contextmanager
def parts_of(vendor: str, folder: Path) -> Iterator[tuple[dict[str, Part], dict[str, str], str]]:
    """Yield the parts by name, the environment that names them, and the database's address."""
    with ExitStack() as stack:
        redis, mail, storage, disk = Redis(), Mail(), Storage(), Disk(folder / "var")
        for end in (redis.end, mail.stop, storage.leave, disk.end):
            stack.callback(end)
        database: Part
        if vendor == "sqlite":
            path = disk.folder / "db.sqlite3"
            database, url = LockedFile(path), f"sqlite:///{path}"
        else:
            cluster = stack.enter_context(temporary_cluster())
            database, url = Server(cluster), cluster.url
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.outage_settings",
            "REDIS_URL": f"redis://127.0.0.1:{redis.port}",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "STORAGE_URL": f"s3://test-key:secret@127.0.0.1:{storage.port}/bucket?tls=false&region=eu",
            "VAR_DIR": str(disk.folder),
            "NUM_PROXIES": "1",
            "SIGN_UPS_AN_HOUR": "1000000",
            "CASES_AN_HOUR": "1000000",
        }
        parts: dict[str, Part] = {"redis": redis, "mail": mail, "storage": storage}
        yield {**parts, "disk": disk, "database": database}, environment, url


@contextmanager
def away(parts: dict[str, Part], names: tuple[str, ...], seconds: float) -> Iterator[None]:
    """Take the parts away; give them back ``seconds`` later, or as soon as the block is over."""
    began = time.monotonic()
    for name in names:
        parts[name].leave()
    try:
        yield
        wait_until(lambda: False, seconds - (time.monotonic() - began))
    finally:
        for name in names:
            parts[name].return_()
