"""The worker of a running stack, to be hurt."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.chaos.worker_harness import group_leaders

from .stack import Stack


def worker_of(stack: Stack) -> int:
    """Return the process id of the worker's supervisor."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_worker = (folder / "cmdline").read_bytes().endswith(b"manage.py\0work\0")
            if is_worker and f"VAR_DIR={stack.var}\0".encode() in (folder / "environ").read_bytes():
                return int(folder.name)
    raise ProcessLookupError(f"no worker of {stack.var}")


def send_to_group(supervisor: int, number: signal.Signals) -> bool:
    """Send a signal to the whole worker group; False if there is none just now."""
    leaders = group_leaders(supervisor)
    for leader in leaders:
        with suppress(ProcessLookupError):
            os.killpg(leader, number)
    return bool(leaders)


@contextmanager
def silent_worker(stack: Stack) -> Iterator[None]:
    """Stop the worker where it stands, and let it go on afterwards."""
    supervisor = worker_of(stack)
    os.kill(supervisor, signal.SIGSTOP)
    send_to_group(supervisor, signal.SIGSTOP)
    try:
        yield
    finally:
        send_to_group(supervisor, signal.SIGCONT)
        os.kill(supervisor, signal.SIGCONT)
