"""A gunicorn as production runs it, and the processor time that its workers have used."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT
from cms.project.launcher.readiness import is_free

FIRST_PORT: Final = 8500
LAST_PORT: Final = 8519
START_SECONDS: Final = 60
NS_PER_MS: Final = 1_000_000
_taken: set[int] = set()


@dataclass(frozen=True)
class Server:
    """A running server on 127.0.0.1."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu_ms(self) -> float:
        """Return user and system time of all its worker processes so far, in milliseconds."""
        return sum(_cpu_ns(pid) for pid in workers(self.process.pid)) / NS_PER_MS


def workers(pid: int) -> list[int]:
    """Return the ids of the direct children of ``pid``."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _cpu_ns(pid: int) -> int:
    """Return the time all threads were on a processor: proc(5)'s utime + stime, but in ns."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads)


def free_port() -> int:
    """Return a port nobody has and that this run did not give away yet."""
    port = next(n for n in range(FIRST_PORT, LAST_PORT + 1) if n not in _taken and is_free(n))
    _taken.add(port)
    return port


@contextmanager
def gunicorn(application: str, port: int, env: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Serve ``application`` with two gthread workers until the block ends.

    Raises RuntimeError with the log's text when it does not start.
    """
    argv = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}"]
    argv += ["--worker-class=gthread", "--workers=2", "--threads=4", "--no-control-socket"]
    with running(argv, port, env, log) as process:
        yield Server(port, process)


@contextmanager
def running(
    argv: list[str], port: int | None, env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``argv`` until the block ends, having waited until it listens on ``port`` if given."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            argv,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        if port:
            _wait_until_listening(process, port, log)
        yield process
    finally:
        _end(process)


def _wait_until_listening(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while is_free(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(log.read_text(errors="replace"))
        time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
