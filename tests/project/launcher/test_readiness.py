"""Is it up, is the port free: asked of real sockets."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cms.project.launcher.readiness import answers_ok, is_free


class Handler(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_200_counts_as_an_answer(port: int) -> None:
    answers = [answers_ok(f"http://127.0.0.1:{port}/{status}/") for status in (200, 204, 404, 503)]
    assert answers == [True, False, False, False]


def test_a_proxy_configured_for_this_machine_is_passed_by(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert answers_ok(f"http://127.0.0.1:{port}/200/")


def test_a_port_is_free_until_somebody_listens() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        number = listener.getsockname()[1]
        while_listening = is_free(number)
    assert (while_listening, is_free(number)) == (False, True)


def test_nobody_there_is_no_answer() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    assert not answers_ok(f"http://127.0.0.1:{number}/200/")
