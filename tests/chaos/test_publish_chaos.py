"""Whoever kills the worker group, and however often: what is published is soon on the site."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from cms.background.jobs.supervisor import PAUSES
from tests.bench.publish import MARK
from tests.browser.cms_shell import editor_of, run_inside
from tests.browser.stack import Stack, running_stack
from tests.browser.worker import send_to_group, worker_of
from tests.chaos.worker_harness import wait_until

pytestmark = pytest.mark.chaos

SLUG = "pod-ostrzalem"
KILLS = 5
PAUSE_SECONDS = 4
VISIBLE_SECONDS = 30
LONGEST_PAUSE = PAUSES[-1]  # Before the supervisor starts a group again that keeps ending.


@contextmanager
def product(folder: Path, poll_seconds: int) -> Iterator[Stack]:
    """Run the whole product; its frontend asks for the content version so often by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVALIDATE_POLL_SECONDS", str(poll_seconds))
        with running_stack(folder) as running:
            yield running


def shown(stack: Stack) -> int:
    """Return the number of the text that the page shows."""
    found = MARK.search(requests.get(f"{stack.site}/pl/{SLUG}/", timeout=10).content)
    return int(found.group(1)) if found else 0


def publish_under_fire(stack: Stack, limit: float) -> float:
    """Publish after each kill; return the seconds until the last text is seen."""
    page_id = run_inside(stack, "tests.browser.new_page", SLUG)
    supervisor = worker_of(stack)
    with editor_of(stack) as editor:
        for number in range(1, KILLS + 1):
            assert wait_until(lambda: send_to_group(supervisor, signal.SIGKILL), LONGEST_PAUSE + 10)
            published: float = editor.ask(publish=page_id, lead=f"Odczyt numer {number}.")
            while number < KILLS and time.monotonic() < published + PAUSE_SECONDS:
                shown(stack)  # A page asked for all the time is in memory, to be thrown out.
                time.sleep(0.1)
        assert wait_until(lambda: shown(stack) == KILLS, limit), (stack.var / "log").as_posix()
        return time.monotonic() - published


@pytest.mark.parametrize(
    ("poll_seconds", "limit"),
    [
        pytest.param(5, VISIBLE_SECONDS, id="as-configured"),
        pytest.param(86400, VISIBLE_SECONDS + LONGEST_PAUSE, id="by-the-message-alone"),
    ],
)
def test_publications_reach_the_site_while_the_worker_group_is_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], poll_seconds: int, limit: float
) -> None:
    with product(tmp_path, poll_seconds) as stack:
        seconds = publish_under_fire(stack, limit)
    with capsys.disabled():
        print(f"\npoll every {poll_seconds} s: seen {seconds:.1f} s after the last kill")  # noqa: T201  The measurement is for people.
