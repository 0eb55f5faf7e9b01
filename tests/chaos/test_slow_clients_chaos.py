"""200 slow connections and 32 slow bodies, on the site and on the CMS behind the proxy."""

import asyncio
import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

from cms.project.launcher.paths import FRONTEND, ROOT
from cms.project.launcher.up import NODE
from tests.chaos.database_copy import copied_database
from tests.chaos.web import web_processes
from tests.chaos.worker_harness import wait_until
from tests.project.proxy import Proxy, free_port, proxy

SLOW_SOCKETS: Final = 200
SLOW_BODIES: Final = 32
SECONDS: Final = 30
FORMS_P99: Final = 2.0


@contextmanager
def frontend(folder: Path, port: int, cms: int, web: int, site: int) -> Iterator[None]:
    """Run the page server as compose does: its reads by the proxy, its forms past it."""
    environment = {
        **os.environ,
        "FRONTEND_PORT": str(port),
        "CMS_URL": f"http://127.0.0.1:{cms}",
        "CMS_DIRECT_URL": f"http://127.0.0.1:{web}",
        "SITE_URL": f"http://127.0.0.1:{site}",
        "NUM_PROXIES": "1",
    }
    command = [NODE, str(FRONTEND / "server" / "main.ts")]
    log = folder / "frontend.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        assert wait_until(lambda: b"http://" in log.read_bytes(), 30), log.read_text()
        yield
    finally:
        process.terminate()
        process.wait(35)


async def _slow(port: int, text: bytes, until: float) -> None:
    """Open a connection, send ``text``, then a byte now and then; begin again when it is cut."""
    while time.monotonic() < until:
        with suppress(OSError, asyncio.TimeoutError):
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(text)
            while time.monotonic() < until and not writer.is_closing():
                await asyncio.sleep(1)
                writer.write(b"x")
                await writer.drain()
            writer.close()
        await asyncio.sleep(0.1)


async def _all_slow(known: Proxy, until: float) -> None:
    head = b"GET /pl/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    body = (
        b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: 1000000\r\n\r\n{"
    )
    ports = (known.site, known.cms)
    paths = {known.site: b"/pl/question/", known.cms: b"/api/v2/questions/links/"}
    heads = [_slow(ports[number % 2], head, until) for number in range(SLOW_SOCKETS)]
    bodies = [
        _slow(port, body % paths[port], until)
        for port in (ports[number % 2] for number in range(SLOW_BODIES))
    ]
    await asyncio.gather(*heads, *bodies)


def _ask(port: int, method: str, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request(method, path, "")
        answer = connection.getresponse()
        answer.read()
        return answer.status


def _repeat(ask: Callable[[], int], until: float, found: list[tuple[int, float]]) -> None:
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            status = ask()
        except (OSError, http.client.HTTPException):
            status = 0
        found.append((status, time.monotonic() - began))
        time.sleep(0.05)


def _measured(name: str, found: list[tuple[int, float]]) -> str:
    """Return how many answers there were and how long they took, in seconds."""
    times = sorted(took for _status, took in found)
    half, slow = times[len(times) // 2], times[int(len(times) * 0.99)]
    return f"{name}: {len(times)}, p50 {half:.2f} s, p99 {slow:.2f} s, longest {times[-1]:.2f} s\n"


@pytest.mark.chaos
@pytest.mark.django_db(transaction=True)
def test_readers_and_forms_go_on_while_others_are_slow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    site_reads: list[tuple[int, float]] = []
    cms_reads: list[tuple[int, float]] = []
    forms: list[tuple[int, float]] = []
    with copied_database(tmp_path) as url:
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "cms.project.settings.test",
            "CASES_AN_HOUR": "1000000",
            "NUM_PROXIES": "1",
        }
        with (
            web_processes(tmp_path, environment) as web,
            proxy(tmp_path, [port], [web.port]) as known,
            frontend(tmp_path, port, known.cms, web.port, known.site),
        ):
            until = time.monotonic() + SECONDS
            work = (
                (lambda: _ask(known.site, "GET", "/pl/"), site_reads),
                (lambda: _ask(known.cms, "GET", "/api/v2/site/?locale=pl"), cms_reads),
                (lambda: _ask(known.site, "POST", "/pl/schools/request/"), forms),
            )
            threads = [threading.Thread(target=_repeat, args=(ask, until, to)) for ask, to in work]
            for thread in threads:
                thread.start()
            asyncio.run(_all_slow(known, until))
            for thread in threads:
                thread.join()
    failed = [status for status, _took in (*site_reads, *cms_reads) if status != 200]
    times = sorted(took for _status, took in forms)
    with capsys.disabled():
        sys.stdout.write(_measured("reads of the site", site_reads))
        sys.stdout.write(_measured("reads of the CMS", cms_reads))
        sys.stdout.write(_measured("forms", forms))
    assert min(len(site_reads), len(cms_reads), len(forms)) >= SECONDS
    assert (failed, {status for status, _took in forms}) == ([], {303})
    assert times[int(len(times) * 0.99)] < FORMS_P99
