"""Servers that answer byte by byte: nobody waits for them longer than was meant."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
import requests

from cms.core import safe_http
from events.domain import calendar_imports

HEAD = b"HTTP/1.1 200 OK\r\nX-Slow: "
BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nBEGIN:VCALENDAR"
UNTIL_IT_ENDS = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR"
ROUND = b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 100000\r\n\r\n"


@pytest.fixture(params=[HEAD, BODY, UNTIL_IT_ENDS, ROUND], ids=["head", "body", "end", "redirect"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve an answer that begins at once and goes on for ever, a byte at a time."""
    over = threading.Event()

    def answer(client: socket.socket) -> None:
        with client, suppress(OSError):
            client.recv(4096)
            client.sendall(request.param)
            while not over.wait(0.2):
                client.sendall(b"x")

    def accept(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=[server.accept()[0]], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, args=[server], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        over.set()


def ended(ask: object) -> list[BaseException]:
    """Return what ``ask`` raised; it has a minute for a second's work."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            ask()  # type: ignore[operator]  # Any function.
        except Exception as error:  # noqa: BLE001  Whatever it is, the test looks at it.
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "It is still being waited for."
    return raised


def test_a_session_is_over_when_its_time_is(address: str) -> None:
    def ask() -> None:
        with safe_http.session(seconds=1, allow_loopback=True) as opened:
            opened.get(address)

    (error,) = ended(ask)
    assert isinstance(error, requests.Timeout)


def test_a_calendar_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_imports.download, "SECONDS", 1)
    (error,) = ended(lambda: calendar_imports.fetch(address, allow_loopback=True))
    assert str(error) == "Odpowiedź trwała zbyt długo."
