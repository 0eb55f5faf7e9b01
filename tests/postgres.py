"""A PostgreSQL of our own: started in a temporary folder, gone afterwards.

As a command, ``python -m tests.postgres -- COMMAND…`` runs COMMAND with DATABASE_URL naming a new
cluster and ends with COMMAND's status.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

import psycopg

START_SECONDS: Final = 60
STOP_SECONDS: Final = 20
USER: Final = "postgres"  # The server refuses to run as root; every package creates this user.
DATABASE: Final = "cms"


@dataclass(kw_only=True)
class Cluster:
    """A server of our own, on a free port of 127.0.0.1."""

    folder: Path
    port: int
    options: dict[str, str | int]
    server: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """The address of its one database."""
        return f"postgres://{USER}@127.0.0.1:{self.port}/{DATABASE}"

    def crash(self) -> None:
        """End every process of it at once, and start it again: it recovers from its log."""
        self.leave()
        self.return_()

    def leave(self) -> None:
        """End every process of it at once."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait()

    def return_(self) -> None:
        """Start it again; return once it answers."""
        self.server = _start(self.folder, self.port, self.options)
        _await(self.server, self.url, self.folder)


@contextmanager
def temporary_cluster(**options: str | int) -> Iterator[Cluster]:
    """Yield a new cluster with an empty database.

    ``options`` are server settings (``max_connections=200``). Nothing is synced to the disk: the
    cluster survives the end of its processes, not of the machine. Raises RuntimeError when
    PostgreSQL is not installed or does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    try:
        _own(folder)
        _initialise(folder / "data")
        port = _free_port()
        server = _start(folder, port, options)
        cluster = Cluster(folder=folder, port=port, options=options, server=server)
        try:
            administration = f"postgres://{USER}@127.0.0.1:{port}/postgres"
            _await(server, administration, folder)
            with psycopg.connect(administration, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE}")
            yield cluster
        finally:
            _stop(cluster.server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_postgres(**options: str | int) -> Iterator[str]:
    """Yield ``postgres://…`` of such a cluster's database."""
    with temporary_cluster(**options) as cluster:
        yield cluster.url


def find_program(name: str) -> Path:
    """Return the newest installed ``name`` of PostgreSQL; raise RuntimeError when there is none."""
    found = list(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if found:
        return max(found, key=lambda path: float(path.parts[-3]))
    if on_path := shutil.which(name):
        return Path(on_path)
    raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")


def _identity() -> dict[str, Any]:
    """Return the arguments that let a child run as an ordinary user when we are root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _own(folder: Path) -> None:
    if identity := _identity():
        os.chown(folder, identity["user"], identity["group"])


def _initialise(data: Path) -> None:
    command = [find_program("initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8"]
    command += ["--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(
        command, cwd=data.parent, capture_output=True, text=True, check=False, **_identity()
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")


def _start(folder: Path, port: int, options: dict[str, str | int]) -> subprocess.Popen[bytes]:
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "full_page_writes": "off",
        **options,
    }
    command: list[str | Path] = [find_program("postgres"), "-D", folder / "data"]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for COMMAND; the server ends after it.
            **_identity(),
        )


def _await(server: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    """Return once the server answers. Raises RuntimeError."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                log_text = (folder / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL does not start:\n{log_text}") from error
            time.sleep(0.05)
        else:
            return


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "Fast": open transactions are rolled back.
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: Sequence[str]) -> int:
    """Run the command after ``--`` beside a new cluster and return its status."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        print("usage: python -m tests.postgres -- COMMAND…", file=sys.stderr)  # noqa: T201  A usage line.
        return 2
    with temporary_postgres() as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})

        def forward(number: int, _frame: FrameType | None) -> None:
            child.send_signal(number)

        signal.signal(signal.SIGTERM, forward)
        signal.signal(signal.SIGINT, lambda _number, _frame: None)  # COMMAND has had it too.
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
