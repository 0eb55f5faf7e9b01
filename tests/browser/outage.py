"""An outage of the CMS, and what a visitor gets during one."""

import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import requests
from playwright.sync_api import Page

from .stack import PATIENCE, Stack


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


def answers_in_an_outage(stack: Stack, locales: tuple[str, ...]) -> dict[str, bytes]:
    """Return the HTML, by language, at addresses the frontend does not have yet."""
    with silent_cms(stack), ThreadPoolExecutor() as pool:
        addresses = [f"{stack.site}/{code}/outage/" for code in locales]
        found = list(pool.map(lambda url: requests.get(url, timeout=PATIENCE), addresses))
    assert {answer.status_code for answer in found} == {503}
    return {code: answer.content for code, answer in zip(locales, found, strict=True)}


def show(page: Page, url: str, html: bytes) -> None:
    """Go to an address that answers with ``html``; its styles come from the site."""
    page.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(url)
