"""The measuring client, a process of its own: ``python -m tests.bench.client PORT < requests``.

One request a line as JSON: path, headers, the status expected, whether to follow a redirect.
"""

import json
import sys
import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPResponse
from typing import Any, Final
from urllib.parse import urlsplit

REQUESTS_PER_CONNECTION: Final = 20  # Then a new one, which the other worker may accept.


class UnexpectedAnswerError(Exception):
    """The server answered something else than what is measured; the text says what."""


class Client:
    """Sends requests one after another over kept-alive connections."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._sent = 0
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def send(self, request: dict[str, Any]) -> float:
        """Send one request and return the milliseconds until its answer was read."""
        if self._sent % REQUESTS_PER_CONNECTION == 0:
            self._connection.close()
            self._connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
        self._sent += 1
        started = time.perf_counter()
        response, body = self._get(request["path"], request.get("headers", {}))
        if request.get("follow"):
            target = urlsplit(response.headers["Location"])
            response, body = self._get(f"{target.path}?{target.query}", {})
        elapsed = (time.perf_counter() - started) * 1000
        if response.status != request.get("status", 200):
            raise UnexpectedAnswerError(f"{request} → {response.status} {body[:500]!r}")
        return elapsed

    def _get(self, path: str, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        return response, response.read()


def main(port: int, lines: Iterable[str]) -> None:
    """Send every request and print the milliseconds of each."""
    client = Client(port)
    json.dump([client.send(json.loads(line)) for line in lines], sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.stdin)
