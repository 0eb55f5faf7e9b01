"""What is published is soon seen in the API and on the page, and never followed by the old text."""

import time

import pytest
import requests

from tests.bench.publish import Watcher, watch_publications

from .cms_shell import editor_of, run_inside
from .measured import Measured
from .stack import PATIENCE, Stack
from .worker import silent_worker

pytestmark = pytest.mark.browser

SLUG = "widoczna"
PUBLICATIONS = 20


def port(address: str) -> int:
    return int(address.rpartition(":")[2])


def test_twenty_publications_are_seen_soon_and_stay_seen(stack: Stack, measured: Measured) -> None:
    page_id = run_inside(stack, "tests.browser.new_page", SLUG)
    watchers = {
        "API": Watcher(port(stack.cms), f"/api/v2/pages/by_path/?html_path=/pl/{SLUG}/"),
        "page": Watcher(port(stack.site), f"/pl/{SLUG}/"),
        "page in Ukrainian": Watcher(port(stack.site), f"/uk/{SLUG}/"),
    }
    with editor_of(stack) as editor:
        seen = watch_publications(editor, page_id, watchers, PUBLICATIONS)
    for place, found in seen.items():
        measured(f"publish → visible, {place}: p50 {found.p50:.0f} ms, p99 {found.p99:.0f} ms")
    assert [found.failures for found in seen.values()] == [0, 0, 0]
    assert [found.old_after_new for found in seen.values()] == [0, 0, 0]


def test_without_the_worker_the_page_is_new_after_the_next_poll(stack: Stack) -> None:
    page_id = run_inside(stack, "tests.browser.new_page", "bez-pracownika")
    address = f"{stack.site}/pl/bez-pracownika/"
    assert requests.get(address, timeout=PATIENCE).status_code == 200
    with editor_of(stack) as editor, silent_worker(stack):
        published = editor.ask(publish=page_id, lead="Nikt o tym nie powiadomił.")
        while "Nikt o tym nie powiadomił." not in requests.get(address, timeout=PATIENCE).text:
            assert time.monotonic() < published + PATIENCE
            time.sleep(0.1)
