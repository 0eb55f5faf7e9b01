"""Is it up? Plain HTTP questions to processes on this machine, past any configured proxy."""

import socket
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Final

TIMEOUT_SECONDS: Final = 3  # A stop signal waits for it.
_opener: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers_ok(url: str) -> bool:
    """Say whether ``url`` answers 200."""
    try:
        with _opener.open(url, timeout=TIMEOUT_SECONDS) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def is_free(port: int) -> bool:
    """Say whether a server could listen on ``port`` of 127.0.0.1."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
