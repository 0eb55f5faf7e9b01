"""What is published is soon seen in the API and on the page, and never followed by the old text."""

import pytest

from tests.bench.publish import Watcher, watch_publications

from .inside import editor_of, run_inside
from .stack import Stack

pytestmark = pytest.mark.browser

SLUG = "widoczna"
PUBLICATIONS = 20
VISIBLE_MS = 2000  # Issue 2's promise to the editor; the benchmark measures more strictly.


def port(address: str) -> int:
    return int(address.rpartition(":")[2])


def test_twenty_publications_are_seen_soon_and_stay_seen(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    page_id = run_inside(stack, "tests.browser.new_page", SLUG)
    watchers = {
        "API": Watcher(port(stack.cms), f"/api/v2/pages/by_path/?html_path=/pl/{SLUG}/"),
        "page": Watcher(port(stack.site), f"/pl/{SLUG}/"),
        "page in Ukrainian": Watcher(port(stack.site), f"/uk/{SLUG}/"),
    }
    with editor_of(stack) as editor:
        seen = watch_publications(editor, page_id, watchers, PUBLICATIONS)
    with capsys.disabled():
        for place, found in seen.items():
            print(f"\npublish → visible, {place}: p50 {found.p50:.0f} ms, p99 {found.p99:.0f} ms")  # noqa: T201  The measurement is for people.
    assert [found.failures for found in seen.values()] == [0, 0, 0]
    assert [found.old_after_new for found in seen.values()] == [0, 0, 0]
    assert [place for place, found in seen.items() if found.p99 > VISIBLE_MS] == []
