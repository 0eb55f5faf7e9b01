"""When the CMS does not answer, the visitor is told so in their language, until it is back."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from .stack import Stack

pytestmark = pytest.mark.browser

# Pages that no other test of this folder opens, so that the frontend does not have them yet.
PATHS = {
    "pl": "/pl/prywatnosc/",
    "en": "/en/privacy/",
    "ru": "/ru/konfidentsialnost/",
    "uk": "/uk/konfidentsiinist/",
}


def gunicorn(stack: Stack) -> list[int]:
    """Return the process ids of the CMS that listens on the stack's port."""
    port = stack.cms.rpartition(":")[2]
    found = subprocess.run(
        ["pgrep", "-f", f"bind=127.0.0.1:{port}"], capture_output=True, text=True, check=True
    )
    return [int(pid) for pid in found.stdout.split()]


@contextmanager
def silent_cms(stack: Stack) -> Iterator[None]:
    """Stop the CMS where it stands, and let it go on afterwards."""
    pids = gunicorn(stack)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_a_missing_cms_is_explained_in_the_readers_language_and_recovers(stack: Stack) -> None:
    with silent_cms(stack):
        for code, path in PATHS.items():
            answer = requests.get(f"{stack.site}{path}", timeout=30)
            assert (path, answer.status_code) == (path, 503)
            assert f'<html lang="{code}"' in answer.text
            assert answer.headers["Cache-Control"].endswith("no-store")
            assert int(answer.headers["Retry-After"]) > 0
    deadline = time.monotonic() + 30
    for path in PATHS.values():
        while requests.get(f"{stack.site}{path}", timeout=30).status_code != 200:
            assert time.monotonic() < deadline, f"{path} does not recover"
            time.sleep(0.5)
