"""The proxy of ``compose.yaml`` with its own Caddyfile, in front of what a test says."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cms.project.launcher.paths import ROOT
from cms.project.launcher.system_packages import find_on_path
from tests.chaos.worker_harness import wait_until

CADDYFILE = ROOT / "deploy" / "Caddyfile"


@dataclass(frozen=True)
class Proxy:
    """Ports on 127.0.0.1 where the site and the CMS answer, and everything the proxy logged."""

    site: int
    cms: int
    log: Path


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(
    site: int, cms: int, frontends: Sequence[int], webs: Sequence[int]
) -> dict[str, str]:
    """Return what the Caddyfile is told; an older Caddy knows buffering by its older name."""
    found = {
        **os.environ,
        "SITE_HOST": f"http://127.0.0.1:{site}",
        "CMS_HOST": f"http://127.0.0.1:{cms}",
        "ACME_EMAIL": "nobody@example.org",
        "FRONTEND_UPSTREAMS": " ".join(f"127.0.0.1:{port}" for port in frontends),
        "WEB_UPSTREAMS": " ".join(f"127.0.0.1:{port}" for port in webs),
    }
    if version() < (2, 7):
        found["BUFFER_FORMS"] = "buffer_requests\nmax_buffer_size 256KB"
        found["BUFFER_REQUESTS"] = "buffer_requests\nmax_buffer_size 105MB"
    return found


def caddy() -> str:
    """Return the program; raises if the machine has none."""
    path = find_on_path("caddy")
    assert path is not None, "Caddy is missing: apt-get install caddy"
    return str(path)


def version() -> tuple[int, int]:
    """Return major and minor version of the Caddy of this machine."""
    said = subprocess.run([caddy(), "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    assert found is not None, said
    return int(found[1]), int(found[2])


@contextmanager
def proxy(folder: Path, frontends: Sequence[int], webs: Sequence[int]) -> Iterator[Proxy]:
    """Run it; yield once it accepts connections."""
    found = Proxy(free_port(), free_port(), folder / "caddy.log")
    told = environment(found.site, found.cms, frontends, webs)
    told |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    config = folder / "Caddyfile"
    # Its door for administrators is the machine's, not this test's.
    config.write_text(CADDYFILE.read_text().replace("{\n", "{\n\tadmin off\n", 1))
    command = [caddy(), "run", "--config", str(config), "--adapter", "caddyfile"]
    with found.log.open("wb") as output:
        process = subprocess.Popen(command, env=told, stdout=output, stderr=output)
    try:
        assert wait_until(lambda: _listens(found.site) and _listens(found.cms), 120), (
            found.log.read_text()
        )
        yield found
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
