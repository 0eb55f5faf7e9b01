"""What the proxy promises: logs without readers, whole requests, another process for a dead one."""

import http.client
import json
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.project.proxy import CADDYFILE, Proxy, caddy, environment, free_port, proxy

TOKEN = "kanarekkanarekkanarekkanar"
FORMS = (
    "/pl/feedback",
    f"/pl/case/{TOKEN}/",
    f"/pl/question/{TOKEN}/?step=write",
    f"/pl/registration/{TOKEN}/",
    f"/pl/schools/request/{TOKEN}/contact/",
    "/pl/ask/?point=1&name=Kanarek",
    f"/preview?token={TOKEN}",
)
ADDRESSES = (
    f"/api/v2/questions/{TOKEN}/",
    f"/admin/?q={TOKEN}",
    f"/api/v2/pages/find/?html_path=/{TOKEN}",
)


class Upstream(BaseHTTPRequestHandler):
    """Keeps what it was asked, as one line with the claimed address and the length of the body."""

    protocol_version = "HTTP/1.1"
    server: "Known"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        claimed = str(self.headers.get("X-Forwarded-For"))
        self.server.asked.append((f"{self.command} {self.path}", claimed, len(body)))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_GET  # noqa: N815  The name that http.server looks for.

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Known(ThreadingHTTPServer):
    """A server that stands for a web process or a frontend; what was asked is kept in order."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: list[tuple[str, str, int]] = []


@contextmanager
def upstream() -> Iterator[Known]:
    server = Known(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def test_while_everything_is_down_no_log_holds_a_link_a_word_or_an_address(tmp_path: Path) -> None:
    with proxy(tmp_path, [free_port()], [free_port()]) as known:
        asked = [(known.site, path) for path in FORMS] + [(known.cms, path) for path in ADDRESSES]
        threads = [
            threading.Thread(target=ask, args=(port, method, path, f"text=Kanarek{TOKEN}"))
            for port, path in asked
            for method in ("GET", "POST")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log = known.log.read_text()
    assert log.count('"status":50') == len(threads)
    found = [mark for mark in (TOKEN, "Kanarek", "remote_ip", "remote_addr", "/pl/") if mark in log]
    assert found == []


def test_a_web_process_is_given_whole_requests_only(tmp_path: Path) -> None:
    with upstream() as web, proxy(tmp_path, [free_port()], [web.server_port]) as known:
        slow = [half_a_request(known) for _number in range(32)]
        assert ask(known.cms, "POST", "/api/v2/questions/links/", "x" * 300_000) == 200
        assert web.asked == [("POST /api/v2/questions/links/", "127.0.0.1", 300_000)]
        for connection in slow:
            connection.sendall(b"x" * 500)
        answered = [connection.recv(12) for connection in slow]
        for connection in slow:
            connection.close()
    assert (set(answered), len(web.asked)) == ({b"HTTP/1.1 200"}, 33)


def half_a_request(known: Proxy) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", known.cms), 30)
    head = (
        "POST /api/v2/questions/links/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n"
    )
    connection.sendall(head.encode() + b"x" * 500)
    return connection


@contextmanager
def dead_ports(number: int) -> Iterator[list[int]]:
    """Keep ports of this machine, so that nobody else takes them, on which nobody listens."""
    with ExitStack() as stack:
        kept = [stack.enter_context(socket.socket()) for _number in range(number)]
        for port in kept:
            port.bind(("127.0.0.1", 0))
        yield [int(port.getsockname()[1]) for port in kept]


def test_a_dead_process_is_passed_over(tmp_path: Path) -> None:
    # Of so many dead ones the very first form meets one.
    with upstream() as living, upstream() as other, dead_ports(5) as dead:
        with proxy(tmp_path, [*dead, other.server_port], [living.server_port, *dead]) as known:
            found = [
                ask(port, method, "/api/v2/site/", "a" if method == "POST" else "")
                for _round in range(10)
                for port in (known.site, known.cms)
                for method in ("POST", "GET")
            ]
        assert (set(found), len(living.asked), len(other.asked)) == ({200}, 20, 20)


def test_what_a_visitor_claims_is_replaced(tmp_path: Path) -> None:
    with upstream() as web, proxy(tmp_path, [web.server_port], [web.server_port]) as known:
        for port in (known.site, known.cms):
            ask(port, "GET", "/", X_Forwarded_For="203.0.113.9")
    assert [claimed for _line, claimed, _length in web.asked] == ["127.0.0.1"] * 2


def announced(port: int, path: str, length: int) -> int:
    """Say how long a body will be, send none, and return the status of the answer."""
    with closing(socket.create_connection(("127.0.0.1", port), 30)) as connection:
        connection.sendall(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        return int(connection.recv(12).split()[1])


def test_bodies_have_a_limit(tmp_path: Path) -> None:
    """A body that is too long costs its sender an answer, and nobody else a web process."""
    with upstream() as web, proxy(tmp_path, [web.server_port], [web.server_port]) as known:
        assert announced(known.cms, "/api/v2/x/", 55_000_000) == 413
        assert announced(known.cms, "/admin/x/", 105_000_000) == 413
        assert announced(known.site, "/pl/feedback", 85_000_000) == 413
        assert ask(known.cms, "POST", "/api/v2/x/", "x" * 54_999_999) == 200
        assert ask(known.cms, "POST", "/admin/x/", "x" * 56_000_000) == 200
    assert len(web.asked) == 2


def test_a_body_of_unknown_length_is_refused(tmp_path: Path) -> None:
    with upstream() as web, proxy(tmp_path, [web.server_port], [web.server_port]) as known:
        for port in (known.site, known.cms):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("POST", "/x/", iter([b"x"] * 10), encode_chunked=True)
                assert connection.getresponse().status == 411
    assert web.asked == []


def test_time_is_limited_and_the_caddyfile_is_written_as_caddy_formats_it() -> None:
    told = environment(1, 2, [3], [4])
    adapted = subprocess.run(
        [caddy(), "adapt", "--config", str(CADDYFILE), "--adapter", "caddyfile"],
        env=told,
        capture_output=True,
        check=True,
    )
    config = json.loads(adapted.stdout)
    servers = config["apps"]["http"]["servers"].values()
    second = 10**9
    limits = [
        (one["read_header_timeout"], one["read_timeout"], one["idle_timeout"]) for one in servers
    ]
    assert set(limits) == {(15 * second, 300 * second, 120 * second)}
    assert config["logging"]["logs"]["default"]["encoder"]["fields"] == {
        "request": {"filter": "delete"}
    }
    formatted = subprocess.run(
        [caddy(), "fmt", str(CADDYFILE)], capture_output=True, text=True, check=True
    )
    assert formatted.stdout == CADDYFILE.read_text()
