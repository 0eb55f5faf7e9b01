"""The CMS's web processes as the project starts them, and the means to kill one."""

import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT
from cms.project.launcher.up import web_command
from tests.chaos.worker_harness import wait_until

START_SECONDS: Final = 60
STOP_SECONDS: Final = 30


@dataclass(frozen=True)
class Web:
    """Web processes on a port of 127.0.0.1; ``master`` is their parent's process id."""

    port: int
    master: int

    def kill_one(self) -> bool:
        """SIGKILL a web process; its parent starts another. False if there was none."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        for pid in children[:1]:
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        return bool(children)


@contextmanager
def web_processes(
    folder: Path, environment: Mapping[str, str], application: str = "cms.project.wsgi"
) -> Iterator[Web]:
    """Start them; yield once they answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = folder / "web.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            web_command(port, application), cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        assert wait_until(lambda: _answers(port), START_SECONDS), log.read_text()
        yield Web(port, process.pid)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with closing(connection), suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    return False
