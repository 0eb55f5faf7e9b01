"""The web container's health check, against a server that is as particular as production is."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.project.launcher.healthy import web_is_alive


class Particular(BaseHTTPRequestHandler):
    """Answers one path under one name, and only what came over TLS."""

    def do_GET(self) -> None:
        expected = ("/healthz", "cms.example.org", "https")
        asked = (self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"])
        self.send_response(200 if asked == expected else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  The base's own name.
        """Keep quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Particular) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        monkeypatch.setenv("CMS_PORT", str(listening.server_port))
        yield
        listening.shutdown()


@pytest.mark.parametrize(
    ("allowed", "alive"),
    [("cms.example.org,other.example.org", True), ("other.example.org", False)],
)
def test_it_asks_by_the_first_name_that_is_allowed(
    server: None, monkeypatch: pytest.MonkeyPatch, allowed: str, alive: bool
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)
    assert web_is_alive() is alive


def test_a_process_that_does_not_answer_is_not_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMS_PORT", "1")
    assert web_is_alive() is False
