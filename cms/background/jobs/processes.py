"""Processes that end with their parent, counted as a family (Linux; elsewhere neither is done)."""

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import Final

PR_SET_PDEATHSIG: Final = 1  # prctl(2)
LINUX: Final = sys.platform == "linux"

_parent: int | None = None


def die_with_parent(parent: int) -> None:
    """Be killed when process ``parent`` ends, and let every process forked from here on do so."""
    _end_with(parent)
    os.register_at_fork(before=_remember, after_in_child=_follow)


def count_family(leader: int) -> int | None:
    """Return how many processes live, of ``leader`` and its descendants; None if unknown."""
    if not LINUX:
        return None
    alive, waiting = 0, [leader]
    try:
        while waiting:
            pid = waiting.pop()
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            alive += state != "Z"
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            waiting += [int(child) for child in children.split()]
    except (FileNotFoundError, ProcessLookupError):
        return None  # One ended while we looked, or this kernel does not list children.
    return alive


def _remember() -> None:
    global _parent  # noqa: PLW0603  A fork hook gets no arguments.
    _parent = os.getpid()


def _follow() -> None:
    if _parent is not None:
        _end_with(_parent)


def _end_with(parent: int) -> None:
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # It ended before we asked.
        os.kill(os.getpid(), signal.SIGKILL)
