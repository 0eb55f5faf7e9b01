"""One long-running process of the site, started in a group of its own and ended as a group."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from cms.project.launcher.paths import ROOT

PR_SET_CHILD_SUBREAPER: Final = 36  # prctl(2)


class SiteProcess:
    """A process whose output goes to ``log``; the file's stem is its name."""

    # Whether its end is the end of all of them.
    must_run = True

    def __init__(self, log: Path, argv: Sequence[str | Path], env: Mapping[str, str]) -> None:
        self.name = log.stem
        self.log = log
        self._argv, self._env = argv, env
        log.parent.mkdir(parents=True, exist_ok=True)
        self._popen = self._start()

    def tend(self) -> None:
        """Do what the process needs from time to time: as a rule, nothing."""

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("wb") as output:
            return start_in_own_group(self._argv, self._env, output)

    @property
    def status(self) -> int | None:
        """The exit status, or None while it runs."""
        return self._popen.poll()

    def terminate(self) -> None:
        """Ask the leader to end; it knows the order in which its own children must."""
        if self.status is None:
            self._popen.terminate()

    def kill(self) -> None:
        """End at once whatever of the group is left, the leader and those it left behind."""
        with suppress(ProcessLookupError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()

    def last_lines(self, count: int = 20) -> str:
        """Return the end of the log, indented, to show beside a message."""
        lines = self.log.read_text(errors="replace").splitlines()[-count:]
        return "\n".join(f"    {line}" for line in lines)


def start_in_own_group(
    argv: Sequence[str | Path], env: Mapping[str, str], output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start ``argv`` where Ctrl-C at the terminal does not reach it: its starter ends it."""
    return subprocess.Popen(
        argv,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
    )


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent died (Linux only).

    A worker may start groups of its own; without this they would outlive a killed leader.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_descendants() -> None:
    """Kill everything that still descends from this process, and collect what was adopted."""
    for _round in range(200):  # Two seconds: one that is just starting another is met again.
        descendants = descendants_of(os.getpid())
        if not descendants:
            return
        for pid in descendants:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.01)


def descendants_of(root: int) -> list[int]:
    """Return the process ids of the children of ``root``, of their children, and so on."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # pid (name) state ppid …: the name may hold spaces and brackets.
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # It ended while we looked.
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = list(children.get(root, []))
    for pid in found:
        found.extend(children.get(pid, []))
    return found
