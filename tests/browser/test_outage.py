"""When the CMS does not answer, the visitor is told so in their language, until it is back."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import requests

from .cms_shell import run_inside
from .outage import silent_cms
from .stack import PATIENCE, Stack

pytestmark = pytest.mark.browser

PATHS = {
    "pl": "/pl/prywatnosc/",
    "en": "/en/privacy/",
    "ru": "/ru/konfidentsialnost/",
    "uk": "/uk/konfidentsiinist/",
}


def forget_pages(stack: Stack) -> None:
    """Publish something and read it: whatever the frontend has in memory is of the past then."""
    run_inside(stack, "tests.browser.new_page", "przed-awaria")
    assert requests.get(f"{stack.site}/pl/przed-awaria/", timeout=PATIENCE).status_code == 200


def read(stack: Stack, path: str) -> requests.Response:
    return requests.get(f"{stack.site}{path}", timeout=PATIENCE)


def test_a_missing_cms_is_explained_in_the_readers_language_and_recovers(stack: Stack) -> None:
    forget_pages(stack)
    with silent_cms(stack), ThreadPoolExecutor() as pool:
        answers = dict(zip(PATHS, pool.map(partial(read, stack), PATHS.values()), strict=True))
    for code, answer in answers.items():
        assert (answer.status_code, f'<html lang="{code}"' in answer.text) == (503, True)
        assert answer.headers["Cache-Control"].endswith("no-store")
        assert int(answer.headers["Retry-After"]) > 0
    deadline = time.monotonic() + PATIENCE
    for path in PATHS.values():
        while read(stack, path).status_code != 200:
            assert time.monotonic() < deadline, f"{path} does not recover"
            time.sleep(0.5)
