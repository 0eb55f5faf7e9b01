"""The whole product on ports of its own: what ``make up`` starts, with its data in one folder."""

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
# How long a busy machine may take for an answer, and for the start of everything.
PATIENCE: Final = 60
START_SECONDS: Final = 600
PR_SET_PDEATHSIG: Final = 1  # prctl(2)


@dataclass(frozen=True, slots=True)
class Stack:
    """Addresses of a running product, and the folder with its database, mail and logs."""

    cms: str
    site: str
    var: Path


@contextmanager
def running_stack(var: Path) -> Iterator[Stack]:
    """Start CMS, worker and frontend with the demo; end all of them afterwards.

    Raises RuntimeError with the output when it does not become ready.
    """
    cms_port, site_port = free_port(), free_port()
    stack = Stack(f"http://127.0.0.1:{cms_port}", f"http://127.0.0.1:{site_port}", var)
    log = var / "up.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "cms.project.launcher.up"],
            cwd=ROOT,
            env=product_environment(var, cms_port, site_port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent,  # noqa: PLW1509  Nothing else runs in this process.
        )
        try:
            wait_until_ready(process, log)
            yield stack
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


_OWN_SETTINGS: Final = {
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SITE_URL",
    "CMS_URL",
    "FRONTEND_URLS",
}


def product_environment(var: Path, cms_port: int, site_port: int) -> dict[str, str]:
    """Return this process's environment, with the product's settings in place of its own."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _OWN_SETTINGS},
        "VAR_DIR": str(var),
        "CMS_PORT": str(cms_port),
        "FRONTEND_PORT": str(site_port),
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.development",
    }


def end_with_parent() -> None:
    """Be asked to end when the process of pytest is killed, which runs no clean-up (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when ``log`` says so; raise RuntimeError with the log when the process ends first."""
    deadline = time.monotonic() + START_SECONDS
    while not re.search(rb"^ready: ", log.read_bytes(), re.MULTILINE):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(log.read_text(errors="replace"))
        time.sleep(0.2)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
