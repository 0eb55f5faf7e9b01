"""Is it up? Plain HTTP questions to processes on this machine, past any configured proxy."""

import json
import socket
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Final

TIMEOUT_SECONDS: Final = 3  # A stop signal waits for it.
_opener: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers_ok(url: str) -> bool:
    """Say whether ``url`` answers 200."""
    return not missing_parts(url)


def missing_parts(url: str) -> str:
    """Return what keeps ``url`` from answering 200, in a few words; nothing when it does."""
    try:
        with _opener.open(url, timeout=TIMEOUT_SECONDS) as answer:
            return "" if answer.status == HTTPStatus.OK else f"answers {answer.status}"
    except urllib.error.HTTPError as error:
        return _parts_not_well(error.read()) or f"answers {error.code}"
    except (urllib.error.URLError, OSError):
        return "no answer yet"


def _parts_not_well(body: bytes) -> str:
    """Return the parts that ``/readyz`` names as not well; nothing for another answer."""
    try:
        parts = json.loads(body)["parts"]
    except (ValueError, TypeError, KeyError):
        return ""
    return ", ".join(name for name, is_well in parts.items() if not is_well)


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
