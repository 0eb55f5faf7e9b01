"""While something is not ready, people read what, why and for how long."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cms.project.launcher import waiting as module
from cms.project.launcher.waiting import Waiting

PATIENCE = 60  # Seconds; a quiet machine needs one.


class Cms(BaseHTTPRequestHandler):
    """Is ready everywhere but at ``/readyz``, where the worker is not."""

    def do_GET(self) -> None:
        is_ready = self.path != "/readyz"
        self.send_response(200 if is_ready else 503)
        self.end_headers()
        if not is_ready:
            self.wfile.write(b'{"ready": false, "parts": {"database": true, "worker": false}}')

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def cms() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Cms)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_parts_that_are_not_ready_are_named(
    cms: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "REPORT_SECONDS", 0)
    waiting = Waiting([f"{cms}/readyz", f"{cms}/healthz"])
    expected = f"{cms}/readyz (worker)"
    deadline = time.monotonic() + PATIENCE
    while str(waiting) != expected and time.monotonic() < deadline:
        time.sleep(0.02)
    waiting.report()
    waiting.end()
    said = capsys.readouterr().out
    assert said.startswith("Not ready after ")
    assert said.endswith(f" s: {expected}\n")
    assert not waiting.is_ready


def test_a_silent_address_keeps_nobody_from_stopping() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        waiting = Waiting([url])
        # Known before any answer: nobody waits for one.
        assert (str(waiting), waiting.is_ready) == (f"{url} (no answer yet)", False)
        waiting.end()
