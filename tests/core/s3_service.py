"""As much of an S3 service as storing files needs: one bucket in memory, over real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Service(ThreadingHTTPServer):
    """``objects`` are the files by key; every request must be signed by ``key``."""

    key = "test-key"

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.objects: dict[str, bytes] = {}
        self.acls: list[str | None] = []


class Handler(BaseHTTPRequestHandler):
    """The verbs of one object, and the list."""

    server: Service

    def do_PUT(self) -> None:
        self.server.objects[self.name] = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.acls.append(self.headers["x-amz-acl"])
        self.answer(200)

    def do_HEAD(self) -> None:
        self.answer(200 if self.name in self.server.objects else 404)

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.name, None)
        self.answer(204)

    def do_GET(self) -> None:
        if not self.name:
            return self.answer(200, self.listing())
        if self.name not in self.server.objects:
            return self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        return self.answer(200, self.server.objects[self.name])

    @property
    def name(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/bucket").lstrip("/")

    def listing(self) -> bytes:
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        below = [
            name.removeprefix(prefix) for name in self.server.objects if name.startswith(prefix)
        ]
        files = "".join(
            f"<Contents><Key>{escape(prefix + name)}</Key></Contents>"
            for name in below
            if "/" not in name
        )
        folders = "".join(
            f"<CommonPrefixes><Prefix>{escape(prefix + name)}/</Prefix></CommonPrefixes>"
            for name in sorted({name.partition("/")[0] for name in below if "/" in name})
        )
        return f"<ListBucketResult>{files}{folders}</ListBucketResult>".encode()

    def answer(self, status: int, body: bytes = b"") -> None:
        is_signed = f"Credential={self.server.key}/" in self.headers.get("Authorization", "")
        self.send_response(status if is_signed else 403)
        stored = self.server.objects.get(self.name, b"")
        length = len(stored) if self.command == "HEAD" else len(body)
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT")
        self.end_headers()
        self.wfile.write(body if is_signed else b"")

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Service]:
    """Serve until the block ends."""
    with Service() as service:
        thread = threading.Thread(target=service.serve_forever, daemon=True)
        thread.start()
        yield service
        service.shutdown()
        thread.join()
